mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                     = "techhub-test"
  vpc_id                   = "vpc-1"
  subnet_ids               = ["subnet-a", "subnet-b"]
  client_security_group_id = "sg-cluster"
  key_arn                  = "arn:aws:kms:us-east-1:123456789012:key/data"
  auth_token               = "0123456789abcdef0123456789abcdef"
}

run "encrypted_with_a_password" {
  command = apply

  assert {
    condition     = aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.transit_encryption_mode == "required"
    error_message = "A connection without TLS must be refused."
  }

  assert {
    condition     = tobool(aws_elasticache_replication_group.this.at_rest_encryption_enabled) && aws_elasticache_replication_group.this.kms_key_id == var.key_arn
    error_message = "What is at rest must be encrypted with our key."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.auth_token == var.auth_token
    error_message = "Redis must ask for the password."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.cluster.referenced_security_group_id == "sg-cluster" && aws_vpc_security_group_ingress_rule.cluster.from_port == 6379 && aws_vpc_security_group_ingress_rule.cluster.cidr_ipv4 == null
    error_message = "Only the cluster may connect."
  }

  assert {
    condition     = one([for parameter in aws_elasticache_parameter_group.this.parameter : parameter.value if parameter.name == "maxmemory-policy"]) == "noeviction"
    error_message = "No lock may be thrown out."
  }
}

run "a_second_node_takes_over" {
  command = apply

  assert {
    condition     = aws_elasticache_replication_group.this.num_cache_clusters == 2 && aws_elasticache_replication_group.this.automatic_failover_enabled && aws_elasticache_replication_group.this.multi_az_enabled
    error_message = "With a replica the group must fail over."
  }
}

run "one_node_has_none_to_take_over" {
  command = apply

  variables {
    replicas = 0
  }

  assert {
    condition     = aws_elasticache_replication_group.this.num_cache_clusters == 1 && !aws_elasticache_replication_group.this.automatic_failover_enabled
    error_message = "ElastiCache refuses failover with one node."
  }
}

run "a_weak_password" {
  command = plan

  variables {
    auth_token = "short"
  }

  expect_failures = [var.auth_token]
}
