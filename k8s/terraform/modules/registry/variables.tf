variable "images" {
  description = "The images; a repository techhub/NAME is made for each."
  type        = set(string)
  default     = ["bot", "actions", "recommender", "knowledge_base"]
}

variable "versions_kept" {
  description = "Versions kept of each image."
  type        = number
  default     = 20

  validation {
    condition     = var.versions_kept >= 2
    error_message = "versions_kept must be 2 or more: going back needs the version before."
  }
}

variable "commits_kept" {
  description = "Images of commits kept of each image."
  type        = number
  default     = 30
}
