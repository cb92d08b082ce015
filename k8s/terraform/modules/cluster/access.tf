resource "aws_eks_access_entry" "administrator" {
  for_each      = var.administrators
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = each.value
}

resource "aws_eks_access_policy_association" "administrator" {
  for_each      = var.administrators
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.administrator[each.value].principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}

# The pipeline changes what is in one namespace, kinds of its own definitions included, and nothing else.
resource "aws_eks_access_entry" "deployer" {
  count         = length(var.deployers)
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = var.deployers[count.index]
}

resource "aws_eks_access_policy_association" "deployer" {
  count         = length(var.deployers)
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.deployer[count.index].principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type       = "namespace"
    namespaces = [var.namespace]
  }
}

# Which service account bears which role; nothing needs a key.
resource "aws_eks_pod_identity_association" "this" {
  for_each        = var.pod_roles
  cluster_name    = aws_eks_cluster.this.name
  namespace       = each.value.namespace
  service_account = each.value.service_account
  role_arn        = each.value.role_arn
}
