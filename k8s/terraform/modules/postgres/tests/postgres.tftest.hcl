mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                     = "techhub-test"
  vpc_id                   = "vpc-1"
  subnet_ids               = ["subnet-a", "subnet-b"]
  client_security_group_id = "sg-cluster"
  key_arn                  = "arn:aws:kms:us-east-1:123456789012:key/data"
  log_key_arn              = "arn:aws:kms:us-east-1:123456789012:key/logs"
}

run "encrypted_and_out_of_reach" {
  command = apply

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.kms_key_id == var.key_arn
    error_message = "The storage must be encrypted with our key."
  }

  assert {
    condition     = !aws_db_instance.this.publicly_accessible
    error_message = "The database must have no public address."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.cluster.referenced_security_group_id == "sg-cluster" && aws_vpc_security_group_ingress_rule.cluster.from_port == 5432 && aws_vpc_security_group_ingress_rule.cluster.to_port == 5432 && aws_vpc_security_group_ingress_rule.cluster.cidr_ipv4 == null
    error_message = "Only the cluster may connect, and only to 5432."
  }

  assert {
    condition     = one([for parameter in aws_db_parameter_group.this.parameter : parameter.value if parameter.name == "rds.force_ssl"]) == "1" && aws_db_instance.this.parameter_group_name == aws_db_parameter_group.this.name
    error_message = "A connection without TLS must be refused."
  }

  assert {
    condition     = aws_db_instance.this.engine == "postgres" && aws_db_instance.this.engine_version == "15" && aws_db_parameter_group.this.family == "postgres15"
    error_message = "The tests of the services run with PostgreSQL 15."
  }

  assert {
    condition     = aws_db_instance.this.manage_master_user_password && aws_db_instance.this.password == null
    error_message = "No password may come through Terraform."
  }
}

run "kept_but_not_for_ever" {
  command = apply

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 30 && aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot && aws_db_instance.this.multi_az
    error_message = "Copies for 30 days, a second zone, and no deletion by mistake."
  }

  assert {
    condition     = toset([for parameter in aws_db_parameter_group.this.parameter : parameter.value if startswith(parameter.name, "log_parameter_max_length")]) == toset(["0"])
    error_message = "What people wrote must not reach a log."
  }

  assert {
    condition     = aws_cloudwatch_log_group.postgres.name == "/aws/rds/instance/techhub-test/postgresql" && aws_cloudwatch_log_group.postgres.retention_in_days == 30
    error_message = "The logs must end after 30 days."
  }
}

run "longer_than_promised" {
  command = plan

  variables {
    backup_days = 35
  }

  expect_failures = [var.backup_days]
}
