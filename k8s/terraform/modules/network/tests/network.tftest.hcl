mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "techhub-test"
  cidr        = "10.30.0.0/16"
  log_key_arn = "arn:aws:kms:us-east-1:123456789012:key/logs"
}

run "a_gateway_in_each_zone" {
  command = apply

  assert {
    condition     = length(aws_nat_gateway.this) == 2 && aws_route.through_gateway[0].nat_gateway_id != aws_route.through_gateway[1].nat_gateway_id
    error_message = "Each zone must go out through a gateway of its own."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : !subnet.map_public_ip_on_launch])
    error_message = "Nothing may get a public address by accident."
  }

  assert {
    condition     = alltrue([for link in aws_route_table_association.database : link.route_table_id == aws_route_table.database.id])
    error_message = "The databases' subnets must keep to the table without a route out."
  }

  assert {
    condition     = toset(concat([aws_route.to_internet.route_table_id], aws_route.through_gateway[*].route_table_id)) == toset(concat([aws_route_table.public.id], aws_route_table.private[*].id))
    error_message = "Routes out belong to the public and the private tables alone."
  }

  assert {
    condition     = length(distinct(concat(local.private_cidrs, local.public_cidrs, local.database_cidrs))) == 6
    error_message = "No two subnets may share addresses."
  }

  assert {
    condition     = length(aws_default_security_group.closed.ingress) == 0 && length(aws_default_security_group.closed.egress) == 0
    error_message = "The VPC's own group must let nothing through."
  }
}

run "one_gateway_where_that_is_enough" {
  command = apply

  variables {
    one_gateway = true
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_route.through_gateway) == 2
    error_message = "Both zones must go out through the one gateway."
  }
}

run "services_of_aws_without_the_internet" {
  command = apply

  assert {
    condition     = toset([for endpoint in aws_vpc_endpoint.service : endpoint.service_name]) == toset([for name in ["ecr.api", "ecr.dkr", "secretsmanager", "sts"] : "com.amazonaws.us-east-1.${name}"])
    error_message = "Images and secrets must be reached inside the VPC."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.endpoints : rule.from_port == 443 && rule.to_port == 443 && startswith(rule.cidr_ipv4, "10.30.")])
    error_message = "The endpoints listen to the private subnets alone, on 443."
  }
}

run "only_refusals_are_written_down" {
  command = apply

  assert {
    condition     = aws_flow_log.refused.traffic_type == "REJECT" && aws_cloudwatch_log_group.flow.retention_in_days == 30 && aws_cloudwatch_log_group.flow.kms_key_id == var.log_key_arn
    error_message = "Flow logs hold refusals, encrypted, for 30 days."
  }
}

run "a_block_of_another_size" {
  command = plan

  variables {
    cidr = "10.30.0.0/20"
  }

  expect_failures = [var.cidr]
}
