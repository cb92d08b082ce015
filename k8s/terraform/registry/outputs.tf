output "repository_urls" {
  description = "By image, where the pipeline pushes to and the overlays pull from."
  value       = module.registry.repository_urls
}

output "images_role_arn" {
  description = "AWS_IMAGES_ROLE_ARN of the pipeline."
  value       = module.images.role_arn
}
