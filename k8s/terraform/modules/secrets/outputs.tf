output "names" {
  description = "By pod, the entry's name, as the ExternalSecret of the pod says it."
  value       = { for entry, secret in aws_secretsmanager_secret.entry : entry => secret.name }
}

output "reader_role_arn" {
  value = aws_iam_role.reader.arn
}
