variable "environment" {
  type = string
}

variable "entries" {
  description = "The pods, each with an entry of its own, and stores, which holds the certificates to trust."
  type        = set(string)
  default     = ["bot", "actions", "recommender", "knowledge-base", "stores"]
}

variable "key_arn" {
  description = "The KMS key that the values are encrypted with."
  type        = string
}
