output "repository_urls" {
  description = "By image, where it is pushed to and pulled from."
  value       = { for name, repository in aws_ecr_repository.image : name => repository.repository_url }
}

output "repository_arns" {
  value = { for name, repository in aws_ecr_repository.image : name => repository.arn }
}
