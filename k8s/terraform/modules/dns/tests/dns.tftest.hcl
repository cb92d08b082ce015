mock_provider "aws" {
  source = "../../mocks"
}

variables {
  zone  = "techhub.example"
  hosts = ["mensajes.techhub.example", "mapa.techhub.example", "consola.techhub.example"]
}

run "before_there_is_an_ingress" {
  command = apply

  assert {
    condition     = length(output.names) == 0
    error_message = "A name must not lead nowhere."
  }
}

run "all_names_lead_to_the_ingress" {
  command = apply

  variables {
    ingress_address = "ingress.elb.us-east-1.amazonaws.com"
  }

  assert {
    condition     = output.names == sort(tolist(var.hosts)) && alltrue([for record in aws_route53_record.host : record.type == "CNAME" && record.records == toset([var.ingress_address])])
    error_message = "Each name must lead to the ingress."
  }
}

run "an_address_is_no_name" {
  command = plan

  variables {
    hosts = ["https://mapa.techhub.example/"]
  }

  expect_failures = [var.hosts]
}
