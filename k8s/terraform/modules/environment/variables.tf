variable "environment" {
  description = "staging or production; the names of secrets hold it, as the manifests say them."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "environment must be staging or production."
  }
}

variable "namespace" {
  description = "The namespace of the pods."
  type        = string
}

variable "cidr" {
  description = "The addresses of the VPC; the manifests' way out to the stores names the same."
  type        = string
}

variable "zones" {
  type    = number
  default = 2
}

variable "one_gateway" {
  type    = bool
  default = false
}

variable "kubernetes_version" {
  type    = string
  default = "1.35"
}

variable "api_cidrs" {
  description = "Addresses that may reach the cluster's API from outside; none leaves it to the VPC alone."
  type        = list(string)
  default     = []
}

variable "administrators" {
  description = "ARNs of the roles whose bearers administer the cluster."
  type        = set(string)

  validation {
    condition     = length(var.administrators) > 0
    error_message = "administrators must name a role at least: nobody else gets into the cluster."
  }
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

variable "deployed_refs" {
  description = "On which of its refs."
  type        = list(string)
}

variable "nodes" {
  type = object({
    types = list(string)
    least = number
    most  = number
  })

  validation {
    condition     = var.nodes.most >= var.nodes.least
    error_message = "nodes.most must be nodes.least or more."
  }
}

variable "postgres" {
  type = object({
    instance_class = string
    multi_az       = bool
    backup_days    = number
  })
}

variable "redis" {
  type = object({
    node_type = string
    replicas  = number
  })
}

variable "redis_auth_token" {
  description = "Redis' password, 32 to 128 letters and digits."
  type        = string
  sensitive   = true
}

variable "backup_bucket" {
  type = string
}

variable "zone" {
  description = "The hosted zone, which is there already."
  type        = string
}

variable "hosts" {
  description = "The names of webhook, map and console."
  type        = set(string)
}

variable "ingress_address" {
  description = "The name of the ingress's load balancer; null until there is one."
  type        = string
  default     = null
}
