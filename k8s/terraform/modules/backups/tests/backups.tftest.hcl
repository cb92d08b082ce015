mock_provider "aws" {
  source = "../../mocks"
}

variables {
  environment = "staging"
  bucket      = "techhub-test-backups"
  key_arn     = "arn:aws:kms:us-east-1:123456789012:key/data"
}

run "encrypted_and_closed" {
  command = apply

  assert {
    condition     = one(flatten([for rule in aws_s3_bucket_server_side_encryption_configuration.this.rule : [for by in rule.apply_server_side_encryption_by_default : "${by.sse_algorithm} ${by.kms_master_key_id}"]])) == "aws:kms ${var.key_arn}"
    error_message = "Copies must be encrypted with our key."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "The bucket must be closed to the public in every way."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.this.policy).Statement[0].Effect == "Deny" && jsondecode(aws_s3_bucket_policy.this.policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"
    error_message = "A request without TLS must be refused."
  }
}

run "gone_after_thirty_days" {
  command = apply

  assert {
    # The day that a copy is old when it comes, and each period rounded up to a midnight.
    condition     = 1 + (aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days + 1) + (aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].noncurrent_days + 1) <= 30 && aws_s3_bucket_lifecycle_configuration.this.rule[0].status == "Enabled"
    error_message = "Copies, and what they overwrote, must be gone within 30 days."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "A copy that is overwritten must not be lost at once."
  }
}

run "who_writes_cannot_read" {
  command = apply

  assert {
    condition     = toset(jsondecode(aws_iam_role_policy.writer.policy).Statement[0].Action) == toset(["s3:PutObject", "s3:AbortMultipartUpload"])
    error_message = "The role must write and nothing else."
  }
}

run "longer_than_promised" {
  command = plan

  variables {
    keep_days = 27
  }

  expect_failures = [var.keep_days]
}

run "a_name_that_s3_refuses" {
  command = plan

  variables {
    bucket = "Techhub_Backups"
  }

  expect_failures = [var.bucket]
}
