variable "name" {
  description = "The replication group's name."
  type        = string

  validation {
    condition     = length(var.name) <= 40
    error_message = "name must be 40 characters at most."
  }
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "client_security_group_id" {
  description = "The group of those who may connect."
  type        = string
}

variable "key_arn" {
  description = "The KMS key for what is kept at rest."
  type        = string
}

variable "node_type" {
  type    = string
  default = "cache.t4g.micro"

  validation {
    condition     = startswith(var.node_type, "cache.")
    error_message = "node_type must be a type of ElastiCache, such as cache.t4g.micro."
  }
}

variable "replicas" {
  description = "Nodes beside the first; with one or more the next takes over when the first fails."
  type        = number
  default     = 1

  validation {
    condition     = var.replicas >= 0 && var.replicas <= 5
    error_message = "replicas must be 0 to 5."
  }
}

variable "auth_token" {
  description = "The password. It is kept in the state, which is why the state is encrypted."
  type        = string
  sensitive   = true

  validation {
    # What ElastiCache takes that also stands in an address unescaped.
    condition     = can(regex("^[A-Za-z0-9]{32,128}$", var.auth_token))
    error_message = "auth_token must be 32 to 128 letters and digits, for example from openssl rand -hex 32."
  }
}
