"""A stand-in for Terraform's AWS provider that knows its schemas and does nothing."""
