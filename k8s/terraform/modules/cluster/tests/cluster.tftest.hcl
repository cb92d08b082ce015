mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name               = "techhub-test"
  kubernetes_version = "1.35"
  subnet_ids         = ["subnet-a", "subnet-b"]
  key_arn            = "arn:aws:kms:us-east-1:123456789012:key/data"
  log_key_arn        = "arn:aws:kms:us-east-1:123456789012:key/logs"
  namespace          = "techhub-test"
  administrators     = ["arn:aws:iam::123456789012:role/administrator"]
  deployers          = ["arn:aws:iam::123456789012:role/pipeline"]
  pod_roles = {
    backups = { namespace = "techhub-test", service_account = "backups", role_arn = "arn:aws:iam::123456789012:role/backups" }
  }
}

run "closed_and_encrypted" {
  command = apply

  assert {
    condition     = !aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.vpc_config[0].endpoint_private_access
    error_message = "Unless somebody is named, the API is for the VPC alone."
  }

  assert {
    condition     = aws_eks_cluster.this.encryption_config[0].resources == toset(["secrets"]) && aws_eks_cluster.this.encryption_config[0].provider[0].key_arn == var.key_arn
    error_message = "Secrets must be encrypted with our key."
  }

  assert {
    condition     = aws_eks_cluster.this.deletion_protection && contains(aws_eks_cluster.this.enabled_cluster_log_types, "audit")
    error_message = "The cluster must be kept from deletion, and its audit log written."
  }

  assert {
    condition     = aws_launch_template.nodes.metadata_options[0].http_tokens == "required" && aws_launch_template.nodes.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "A pod must not get the node's role."
  }

  assert {
    condition     = aws_launch_template.nodes.block_device_mappings[0].ebs[0].encrypted == "true"
    error_message = "The nodes' disks must be encrypted."
  }

  assert {
    condition     = jsondecode(aws_eks_addon.before_nodes["vpc-cni"].configuration_values).enableNetworkPolicy == "true"
    error_message = "Policies must be enforced, not only taken."
  }
}

run "rights_end_where_work_ends" {
  command = apply

  assert {
    condition     = !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions && aws_eks_cluster.this.access_config[0].authentication_mode == "API"
    error_message = "Nobody has rights that no access entry names."
  }

  assert {
    condition     = alltrue([for rights in aws_eks_access_policy_association.deployer : rights.access_scope[0].type == "namespace" && rights.access_scope[0].namespaces == toset(["techhub-test"])])
    error_message = "The pipeline changes one namespace."
  }

  assert {
    condition     = aws_eks_pod_identity_association.this["backups"].service_account == "backups" && aws_eks_pod_identity_association.this["backups"].role_arn == var.pod_roles.backups.role_arn
    error_message = "A role goes to the service account that it was meant for."
  }
}

run "nodes_grow_and_no_others" {
  command = apply

  assert {
    condition     = alltrue([for one in jsondecode(aws_iam_role_policy.autoscaler.policy).Statement : one.Condition.StringEquals["aws:ResourceTag/k8s.io/cluster-autoscaler/techhub-test"] == "owned" if contains(flatten([one.Action]), "autoscaling:SetDesiredCapacity")])
    error_message = "The autoscaler changes groups of this cluster alone."
  }

  assert {
    condition     = aws_eks_pod_identity_association.autoscaler.service_account == "cluster-autoscaler" && aws_eks_pod_identity_association.autoscaler.namespace == "kube-system" && aws_eks_pod_identity_association.autoscaler.role_arn == aws_iam_role.autoscaler.arn
    error_message = "The autoscaler of nodes must bear its role."
  }
}

run "the_api_for_an_office" {
  command = apply

  variables {
    api_cidrs = ["198.51.100.0/24"]
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.vpc_config[0].public_access_cidrs == toset(["198.51.100.0/24"])
    error_message = "Who is named must be let in, and nobody else."
  }
}

run "the_api_for_the_world" {
  command = plan

  variables {
    api_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.api_cidrs]
}

run "nodes_that_the_images_do_not_run_on" {
  command = plan

  variables {
    instance_types = ["m7g.large"]
  }

  expect_failures = [var.instance_types]
}

run "one_node" {
  command = plan

  variables {
    least_nodes = 1
  }

  expect_failures = [var.least_nodes]
}
