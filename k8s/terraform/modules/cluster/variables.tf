variable "name" {
  type = string
}

variable "kubernetes_version" {
  type = string

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "kubernetes_version must be a minor version such as 1.35."
  }
}

variable "subnet_ids" {
  description = "Private subnets for nodes and pods."
  type        = list(string)
}

variable "key_arn" {
  description = "The KMS key that Secrets are encrypted with inside the cluster."
  type        = string
}

variable "log_key_arn" {
  description = "The KMS key that CloudWatch encrypts logs with."
  type        = string
}

variable "api_cidrs" {
  description = "Addresses that may reach the cluster's API from outside; none leaves it to the VPC alone."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.api_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "api_cidrs must be blocks of IPv4 addresses, and not the whole world."
  }
}

variable "namespace" {
  description = "The namespace that the pods run in."
  type        = string
}

variable "administrators" {
  description = "Roles whose bearers administer the cluster."
  type        = set(string)
}

variable "deployers" {
  description = "Roles whose bearers deploy to the namespace: the pipeline's."
  type        = list(string)
  default     = []
}

variable "pod_roles" {
  description = "By a name, the service account that bears a role."
  type = map(object({
    namespace       = string
    service_account = string
    role_arn        = string
  }))
  default = {}
}

variable "instance_types" {
  description = "Types of node, x86-64: the images were built for nothing else."
  type        = list(string)
  default     = ["m6i.large"]

  validation {
    condition     = length(var.instance_types) > 0 && alltrue([for type in var.instance_types : !can(regex("^[a-z]+[0-9]+g", type))])
    error_message = "instance_types must be of x86-64; types such as m7g are ARM."
  }
}

variable "least_nodes" {
  description = "Nodes that are there without load; the first apply makes so many."
  type        = number
  default     = 2

  validation {
    condition     = var.least_nodes >= 2
    error_message = "least_nodes must be 2 or more: with one, a node's end is everyone's."
  }
}

variable "most_nodes" {
  description = "Nodes that the autoscaler may make of it."
  type        = number
  default     = 4
}

variable "node_disk_gb" {
  description = "Four images of at most 1.6 GB each, twice during an update, what pods write, and the system."
  type        = number
  default     = 50
}
