variable "region" {
  description = "The region of AWS. What people write is kept there: Ley 29733 has rules for leaving Peru."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.region))
    error_message = "region must be a region of AWS such as us-east-1 or sa-east-1."
  }
}

variable "administrators" {
  description = "ARNs of the roles whose bearers administer the cluster."
  type        = set(string)
}

variable "gitlab_host" {
  description = "Where GitLab is."
  type        = string
  default     = "gitlab.com"
}

variable "project" {
  description = "The project's path in GitLab, whose pipeline deploys."
  type        = string
}

variable "api_cidrs" {
  description = "Addresses that may reach the cluster's API from outside; none leaves it to the VPC alone."
  type        = list(string)
  default     = []
}

variable "redis_auth_token" {
  description = "Redis' password, by TF_VAR_redis_auth_token and never in a file."
  type        = string
  sensitive   = true
}

variable "backup_bucket" {
  description = "The name of the bucket of copies, which no one else in the world may have."
  type        = string
}

variable "zone" {
  description = "The hosted zone that the names are in."
  type        = string
  default     = "techhub.example"
}

variable "ingress_address" {
  description = "The name of the ingress's load balancer; null until there is one."
  type        = string
  default     = null
}
