locals {
  account = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.here.account_id}:root" }
    Action    = "kms:*"
    Resource  = "*"
  }
}

# One key for what people said and one for logs, so that whoever may read logs can open nothing else.
resource "aws_kms_key" "data" {
  description             = "Stores, secrets and copies of ${local.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # The account decides by its roles; no service has the key by itself.
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.account]
  })
}

resource "aws_kms_alias" "data" {
  name          = "alias/${local.name}-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_kms_key" "logs" {
  description             = "Logs of ${local.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # CloudWatch asks the key under its own name, and only for groups of logs of this account.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.account,
      {
        Effect    = "Allow"
        Principal = { Service = "logs.${data.aws_region.here.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
        Resource  = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${data.aws_region.here.region}:${data.aws_caller_identity.here.account_id}:log-group:*"
          }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "logs" {
  name          = "alias/${local.name}-logs"
  target_key_id = aws_kms_key.logs.key_id
}
