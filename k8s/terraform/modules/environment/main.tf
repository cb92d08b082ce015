terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

data "aws_caller_identity" "here" {}

data "aws_region" "here" {}

locals {
  name = "techhub-${var.environment}"
}

module "network" {
  source      = "../network"
  name        = local.name
  cidr        = var.cidr
  zones       = var.zones
  one_gateway = var.one_gateway
  log_key_arn = aws_kms_key.logs.arn
}

module "cluster" {
  source             = "../cluster"
  name               = local.name
  kubernetes_version = var.kubernetes_version
  subnet_ids         = module.network.private_subnet_ids
  key_arn            = aws_kms_key.data.arn
  log_key_arn        = aws_kms_key.logs.arn
  api_cidrs          = var.api_cidrs
  namespace          = var.namespace
  administrators     = var.administrators
  deployers          = [module.deployer.role_arn]
  instance_types     = var.nodes.types
  least_nodes        = var.nodes.least
  most_nodes         = var.nodes.most

  pod_roles = {
    external-secrets = {
      namespace       = "external-secrets"
      service_account = "external-secrets"
      role_arn        = module.secrets.reader_role_arn
    }
    backups = {
      namespace       = var.namespace
      service_account = "backups"
      role_arn        = module.backups.writer_role_arn
    }
  }
}

# What a pipeline deploys with: in AWS it may find the cluster, and in the cluster it changes one namespace.
module "deployer" {
  source  = "../pipeline"
  name    = "${local.name}-deployer"
  host    = var.gitlab_host
  project = var.project
  refs    = var.deployed_refs
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "eks:DescribeCluster"
      Resource = "arn:aws:eks:${data.aws_region.here.region}:${data.aws_caller_identity.here.account_id}:cluster/${local.name}"
    }]
  })
}

module "postgres" {
  source                   = "../postgres"
  name                     = local.name
  vpc_id                   = module.network.vpc_id
  subnet_ids               = module.network.database_subnet_ids
  client_security_group_id = module.cluster.security_group_id
  key_arn                  = aws_kms_key.data.arn
  log_key_arn              = aws_kms_key.logs.arn
  instance_class           = var.postgres.instance_class
  multi_az                 = var.postgres.multi_az
  backup_days              = var.postgres.backup_days
}

module "redis" {
  source                   = "../redis"
  name                     = local.name
  vpc_id                   = module.network.vpc_id
  subnet_ids               = module.network.database_subnet_ids
  client_security_group_id = module.cluster.security_group_id
  key_arn                  = aws_kms_key.data.arn
  node_type                = var.redis.node_type
  replicas                 = var.redis.replicas
  auth_token               = var.redis_auth_token
}

module "secrets" {
  source      = "../secrets"
  environment = var.environment
  key_arn     = aws_kms_key.data.arn
}

module "backups" {
  source      = "../backups"
  environment = var.environment
  bucket      = var.backup_bucket
  key_arn     = aws_kms_key.data.arn
}

module "dns" {
  source          = "../dns"
  zone            = var.zone
  hosts           = var.hosts
  ingress_address = var.ingress_address
}
