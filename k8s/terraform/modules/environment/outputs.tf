output "cluster_name" {
  value = module.cluster.name
}

output "postgres" {
  description = "For the addresses in the secrets: postgresql://NAME:PASSWORD@HOST:PORT/NAME"
  value = {
    host              = module.postgres.host
    port              = module.postgres.port
    master_secret_arn = module.postgres.master_secret_arn
  }
}

output "redis" {
  description = "For the addresses in the secrets: rediss://:PASSWORD@HOST:PORT/0"
  value = {
    host = module.redis.host
    port = module.redis.port
  }
}

output "secret_names" {
  value = module.secrets.names
}

output "backup_bucket" {
  value = module.backups.bucket
}

output "gateway_addresses" {
  value = module.network.gateway_addresses
}

output "names" {
  value = module.dns.names
}

output "deployer_role_arn" {
  description = "AWS_DEPLOY_ROLE_ARN of the pipeline in this environment."
  value       = module.deployer.role_arn
}
