terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

data "aws_route53_zone" "this" {
  name = var.zone
}

# The address of the ingress is known once its load balancer stands, so the names come in a second run.
resource "aws_route53_record" "host" {
  for_each = var.ingress_address == null ? toset([]) : var.hosts
  zone_id  = data.aws_route53_zone.this.zone_id
  name     = each.value
  type     = "CNAME"
  ttl      = 300
  records  = [var.ingress_address]
}
