variable "environment" {
  type = string
}

variable "bucket" {
  description = "The bucket's name, which no one else in the world may have."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket must be 3 to 63 lower-case letters, digits and hyphens."
  }
}

variable "key_arn" {
  description = "The KMS key that copies are encrypted with."
  type        = string
}

variable "keep_days" {
  description = "Days after which a copy expires; gone it is up to four days later."
  type        = number
  default     = 26

  validation {
    condition     = var.keep_days >= 7 && var.keep_days <= 26
    error_message = "keep_days must be 7 to 26: with the days that S3 adds, more would outlast what people are promised."
  }
}
