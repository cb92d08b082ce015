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
    condition     = output.environment.cluster_name == "techhub-production" && output.environment.secret_names["knowledge-base"] == "techhub/production/knowledge-base"
    error_message = "The names must hold production."
  }

  assert {
    condition     = output.environment.names == tolist(["consola.techhub.example", "mapa.techhub.example", "mensajes.techhub.example"])
    error_message = "Webhook, map and console must have their names."
  }

  assert {
    condition     = length(output.environment.gateway_addresses) == 2
    error_message = "With one zone gone the other must still reach Twilio."
  }
}
