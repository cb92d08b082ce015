variable "name" {
  description = "Stands before the names of everything here."
  type        = string
}

variable "cidr" {
  description = "The addresses of the VPC, a /16."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "cidr must be a block of IPv4 addresses that ends in /16."
  }
}

variable "zones" {
  description = "Availability zones; the databases need two at least."
  type        = number
  default     = 2

  validation {
    condition     = contains([2, 3], var.zones)
    error_message = "zones must be 2 or 3."
  }
}

variable "one_gateway" {
  description = "One NAT gateway for all zones: cheaper, but with its zone goes the way to Twilio."
  type        = bool
  default     = false
}

variable "endpoints" {
  description = "Services of AWS that are reached without leaving the VPC; each is paid for by zone and hour."
  type        = set(string)
  default     = ["ecr.api", "ecr.dkr", "secretsmanager", "sts"]
}

variable "log_key_arn" {
  description = "The KMS key that CloudWatch encrypts logs with."
  type        = string
}
