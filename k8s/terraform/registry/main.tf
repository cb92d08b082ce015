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

# GitLab as somebody whose signatures count; there is one for the whole account.
resource "aws_iam_openid_connect_provider" "gitlab" {
  url            = "https://${var.gitlab_host}"
  client_id_list = ["https://sts.amazonaws.com"]
}

# What a pipeline builds images with. It can add and read; what is there stays.
module "images" {
  source  = "../modules/pipeline"
  name    = "techhub-images"
  host    = var.gitlab_host
  project = var.project
  refs    = ["branch:ref:main", "tag:ref:v*"]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      {
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:DescribeImages",
          "ecr:GetDownloadUrlForLayer",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ]
        Resource = values(module.registry.repository_arns)
      },
    ]
  })
  depends_on = [aws_iam_openid_connect_provider.gitlab]
}
