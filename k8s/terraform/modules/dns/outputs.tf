output "names" {
  value = sort([for record in aws_route53_record.host : record.name])
}
