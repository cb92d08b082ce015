output "repository_urls" {
  description = "By image, where the pipeline pushes to and the overlays pull from."
  value       = module.registry.repository_urls
}
