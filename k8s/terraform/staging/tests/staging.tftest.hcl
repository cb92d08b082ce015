mock_provider "aws" {
  source = "../mocks"
}

variables {
  project          = "group/techhub"
  administrators   = ["arn:aws:iam::123456789012:role/administrator"]
  redis_auth_token = "0123456789abcdef0123456789abcdef"
  backup_bucket    = "techhub-test-backups"
  ingress_address  = "ingress.elb.us-east-1.amazonaws.com"
}

run "names_are_those_of_the_overlay" {
  command = apply

  assert {
    condition     = output.environment.cluster_name == "techhub-staging" && output.environment.secret_names["knowledge-base"] == "techhub/staging/knowledge-base"
    error_message = "The names must hold staging."
  }

  assert {
    condition     = output.environment.names == tolist(["consola.staging.techhub.example", "mapa.staging.techhub.example", "mensajes.staging.techhub.example"])
    error_message = "Webhook, map and console must have their names."
  }

  assert {
    condition     = length(output.environment.gateway_addresses) == 1
    error_message = "Staging pays for one NAT gateway."
  }
}

run "a_region_that_is_none" {
  command = plan

  variables {
    region = "lima"
  }

  expect_failures = [var.region]
}
