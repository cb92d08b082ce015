variable "region" {
  description = "The region of AWS. What people write is kept there: Ley 29733 has rules for leaving Peru."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.region))
    error_message = "region must be a region of AWS such as us-east-1 or sa-east-1."
  }
}

variable "gitlab_host" {
  description = "Where GitLab is."
  type        = string
  default     = "gitlab.com"
}

variable "project" {
  description = "The project's path in GitLab, group and name."
  type        = string
}
