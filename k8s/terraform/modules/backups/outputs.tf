output "bucket" {
  value = aws_s3_bucket.this.bucket
}

output "writer_role_arn" {
  value = aws_iam_role.writer.arn
}
