variable "zone" {
  description = "The hosted zone, which is there already: a domain is bought by people."
  type        = string
}

variable "hosts" {
  description = "The names of webhook, map and console, each within the zone."
  type        = set(string)

  validation {
    condition     = alltrue([for host in var.hosts : can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", host))])
    error_message = "hosts must be names such as bot.techhub.example."
  }
}

variable "ingress_address" {
  description = "The name of the ingress's load balancer; null until there is one."
  type        = string
  default     = null
}
