variable "name" {
  type = string
}

variable "host" {
  description = "Where GitLab is."
  type        = string
  default     = "gitlab.com"
}

variable "project" {
  description = "The project's path in GitLab, group and name."
  type        = string

  validation {
    condition     = can(regex("^[\\w.-]+(/[\\w.-]+)+$", var.project))
    error_message = "project must be a whole path such as group/techhub: anything wider lets others in."
  }
}

variable "refs" {
  description = "On which refs: branch:ref:main, tag:ref:v*."
  type        = list(string)

  validation {
    condition     = length(var.refs) > 0 && alltrue([for ref in var.refs : can(regex("^(branch:ref:[\\w./-]+|tag:ref:v\\*)$", ref))])
    error_message = "refs must be branches by their whole name, or the tags of versions."
  }
}

variable "policy" {
  description = "What the job may do, as JSON."
  type        = string
}
