mock_provider "aws" {
  source = "../../mocks"
}

variables {
  environment      = "staging"
  namespace        = "techhub-staging"
  project          = "group/techhub"
  deployed_refs    = ["branch:ref:main"]
  cidr             = "10.20.0.0/16"
  administrators   = ["arn:aws:iam::123456789012:role/administrator"]
  nodes            = { types = ["m6i.large"], least = 2, most = 3 }
  postgres         = { instance_class = "db.t4g.micro", multi_az = false, backup_days = 7 }
  redis            = { node_type = "cache.t4g.micro", replicas = 0 }
  redis_auth_token = "0123456789abcdef0123456789abcdef"
  backup_bucket    = "techhub-staging-backups"
  zone             = "techhub.example"
  hosts            = ["mapa.staging.techhub.example"]
}

run "keys" {
  command = apply

  assert {
    condition     = aws_kms_key.data.enable_key_rotation && aws_kms_key.logs.enable_key_rotation
    error_message = "Keys must be changed every year."
  }

  assert {
    condition     = jsondecode(aws_kms_key.logs.policy).Statement[1].Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"] == "arn:aws:logs:us-east-1:123456789012:log-group:*"
    error_message = "CloudWatch may use the key for our groups of logs alone."
  }

  assert {
    condition     = !strcontains(aws_kms_key.data.policy, "Service") && strcontains(aws_kms_key.data.policy, "arn:aws:iam::123456789012:root")
    error_message = "The key of what people said is for this account's roles and no service."
  }
}

run "whom_an_output_names" {
  command = apply

  assert {
    condition     = output.cluster_name == "techhub-staging" && output.secret_names["bot"] == "techhub/staging/bot" && output.backup_bucket == "techhub-staging-backups"
    error_message = "Names must hold the environment."
  }
}

run "an_environment_that_no_overlay_knows" {
  command = plan

  variables {
    environment = "dev"
  }

  expect_failures = [var.environment]
}

run "nobody_administers" {
  command = plan

  variables {
    administrators = []
  }

  expect_failures = [var.administrators]
}

run "fewer_at_most_than_at_least" {
  command = plan

  variables {
    nodes = { types = ["m6i.large"], least = 3, most = 2 }
  }

  expect_failures = [var.nodes]
}
