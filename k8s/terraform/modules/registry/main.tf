terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

resource "aws_ecr_repository" "image" {
  for_each             = var.images
  name                 = "techhub/${each.value}"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
  }
}

resource "aws_ecr_lifecycle_policy" "image" {
  for_each   = aws_ecr_repository.image
  repository = each.value.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Layers that no tag names"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 7 }
        action       = { type = "expire" }
      },
      {
        # Versions are tagged v1.2.3 as well as with their commit. An image is counted under the first
        # rule that names one of its tags, so the next rule never takes a version.
        rulePriority = 2
        description  = "Versions, of which a roll-back takes one"
        selection    = { tagStatus = "tagged", tagPatternList = ["v*"], countType = "imageCountMoreThan", countNumber = var.versions_kept }
        action       = { type = "expire" }
      },
      {
        rulePriority = 3
        description  = "Commits"
        selection    = { tagStatus = "tagged", tagPatternList = ["*"], countType = "imageCountMoreThan", countNumber = var.commits_kept }
        action       = { type = "expire" }
      },
    ]
  })
}
