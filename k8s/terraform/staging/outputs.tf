output "environment" {
  description = "What the overlays and the secrets need to know."
  value       = module.environment
}
