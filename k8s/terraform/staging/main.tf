terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

provider "aws" {
  region = var.region

  # Nothing that pays for itself is without an owner.
  default_tags {
    tags = {
      project     = "techhub"
      environment = "staging"
      managed-by  = "terraform"
    }
  }
}

module "environment" {
  source           = "../modules/environment"
  environment      = "staging"
  namespace        = "techhub-staging"
  cidr             = "10.20.0.0/16"
  one_gateway      = true
  api_cidrs        = var.api_cidrs
  administrators   = var.administrators
  gitlab_host      = var.gitlab_host
  project          = var.project
  deployed_refs    = ["branch:ref:main"]
  redis_auth_token = var.redis_auth_token
  backup_bucket    = var.backup_bucket
  zone             = var.zone
  ingress_address  = var.ingress_address

  hosts = toset([for host in ["mensajes", "mapa", "consola"] : "${host}.staging.${var.zone}"])

  nodes    = { types = ["m6i.large"], least = 3, most = 8 }
  postgres = { instance_class = "db.t4g.micro", multi_az = false, backup_days = 7 }
  redis    = { node_type = "cache.t4g.micro", replicas = 0 }
}
