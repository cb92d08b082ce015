terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

# Entries without a value: what they hold is set by hand, so that no state and no plan shows it.
resource "aws_secretsmanager_secret" "entry" {
  for_each                = var.entries
  name                    = "techhub/${var.environment}/${each.value}"
  description             = "For ${each.value} of ${var.environment}: JSON by name of variable"
  kms_key_id              = var.key_arn
  recovery_window_in_days = 30
}

# The one role that reads them, for the external-secrets operator.
resource "aws_iam_role" "reader" {
  name = "techhub-${var.environment}-external-secrets"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { Service = "pods.eks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "reader" {
  name = "read"
  role = aws_iam_role.reader.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
        Resource = [for secret in aws_secretsmanager_secret.entry : secret.arn]
      },
      {
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.key_arn
      },
    ]
  })
}
