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
      environment = "shared"
      managed-by  = "terraform"
    }
  }
}

module "registry" {
  source = "../modules/registry"
}
