variable "name" {
  description = "The instance's name."
  type        = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  description = "Two subnets or more that no route leads out of."
  type        = list(string)
}

variable "client_security_group_id" {
  description = "The group of those who may connect."
  type        = string
}

variable "key_arn" {
  description = "The KMS key for storage, copies and the master's password."
  type        = string
}

variable "log_key_arn" {
  description = "The KMS key that CloudWatch encrypts logs with."
  type        = string
}

variable "instance_class" {
  type    = string
  default = "db.t4g.small"

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "instance_class must be a class of RDS, such as db.t4g.small."
  }
}

variable "storage_gb" {
  type    = number
  default = 20

  validation {
    condition     = var.storage_gb >= 20
    error_message = "storage_gb must be 20 or more: RDS gives no less of gp3."
  }
}

variable "most_storage_gb" {
  description = "Up to here the storage grows by itself."
  type        = number
  default     = 100
}

variable "multi_az" {
  description = "A copy in a second zone takes over when the first fails."
  type        = bool
  default     = true
}

variable "backup_days" {
  description = "Days that copies are kept. What a person had deleted is in them for as long."
  type        = number
  default     = 30

  validation {
    condition     = var.backup_days >= 7 && var.backup_days <= 30
    error_message = "backup_days must be 7 to 30: fewer leave no week to notice a fault, more outlast what people are promised."
  }
}
