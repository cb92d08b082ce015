mock_provider "aws" {
  source = "../../mocks"
}

variables {
  environment = "staging"
  key_arn     = "arn:aws:kms:us-east-1:123456789012:key/data"
}

run "an_entry_a_pod" {
  command = apply

  assert {
    condition     = output.names == { for entry in ["bot", "actions", "recommender", "knowledge-base", "stores"] : entry => "techhub/staging/${entry}" }
    error_message = "The names must be those that the ExternalSecrets say."
  }

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.entry : secret.kms_key_id == var.key_arn && secret.recovery_window_in_days == 30])
    error_message = "Secrets must be encrypted with our key and come back within 30 days."
  }
}

run "the_operator_reads_these_and_nothing_else" {
  command = apply

  assert {
    condition     = toset(jsondecode(aws_iam_role_policy.reader.policy).Statement[0].Resource) == toset([for secret in aws_secretsmanager_secret.entry : secret.arn])
    error_message = "The role must read our entries alone."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role_policy.reader.policy).Statement : !contains(flatten([statement.Action]), "secretsmanager:*") && !contains(flatten([statement.Action]), "secretsmanager:PutSecretValue")])
    error_message = "The role must not write."
  }

  assert {
    condition     = jsondecode(aws_iam_role.reader.assume_role_policy).Statement[0].Principal.Service == "pods.eks.amazonaws.com"
    error_message = "Only pods may bear the role."
  }
}
