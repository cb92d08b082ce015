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

# Borne by jobs of one project in GitLab, on some of its refs, for as long as the job's token holds. GitLab
# signs who asks; no key is kept on either side.
resource "aws_iam_role" "this" {
  name                 = var.name
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::${data.aws_caller_identity.here.account_id}:oidc-provider/${var.host}" }
      Condition = {
        StringEquals = { "${var.host}:aud" = "https://sts.amazonaws.com" }
        StringLike   = { "${var.host}:sub" = [for ref in var.refs : "project_path:${var.project}:ref_type:${ref}"] }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name   = "work"
  role   = aws_iam_role.this.id
  policy = var.policy
}
