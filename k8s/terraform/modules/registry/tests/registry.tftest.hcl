mock_provider "aws" {
  source = "../../mocks"
}

run "a_repository_an_image" {
  command = apply

  assert {
    condition     = toset([for repository in aws_ecr_repository.image : repository.name]) == toset(["techhub/bot", "techhub/actions", "techhub/recommender", "techhub/knowledge_base"])
    error_message = "The repositories must be named as the images."
  }

  assert {
    condition     = alltrue([for repository in aws_ecr_repository.image : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push && repository.encryption_configuration[0].encryption_type == "KMS"])
    error_message = "A tag must stay what it was; images are scanned and encrypted."
  }

  assert {
    condition     = length(aws_ecr_lifecycle_policy.image) == 4 && alltrue([for policy in aws_ecr_lifecycle_policy.image : jsondecode(policy.policy).rules[1].selection.countNumber == 20 && jsondecode(policy.policy).rules[1].selection.tagPatternList == ["v*"]])
    error_message = "Twenty versions must be kept to go back to."
  }
}

run "nothing_to_go_back_to" {
  command = plan

  variables {
    versions_kept = 1
  }

  expect_failures = [var.versions_kept]
}
