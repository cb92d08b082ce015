output "vpc_id" {
  value = aws_vpc.this.id
}

output "private_subnet_ids" {
  description = "Where nodes and pods are."
  value       = aws_subnet.private[*].id
}

output "database_subnet_ids" {
  description = "Where PostgreSQL and Redis are; no route leads out of them."
  value       = aws_subnet.database[*].id
}

output "gateway_addresses" {
  description = "The addresses that the pods have outside, for those who keep a list of whom they admit."
  value       = aws_eip.gateway[*].public_ip
}
