output "host" {
  value = aws_db_instance.this.address
}

output "port" {
  value = aws_db_instance.this.port
}

output "master_secret_arn" {
  description = "Where RDS keeps the master's password; only for making the three databases."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}
