mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name    = "techhub-test"
  project = "group/techhub"
  refs    = ["branch:ref:main", "tag:ref:v*"]
  policy  = "{}"
}

run "only_this_project_on_these_refs" {
  command = apply

  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition == {
      StringEquals = { "gitlab.com:aud" = "https://sts.amazonaws.com" }
      StringLike = {
        "gitlab.com:sub" = [
          "project_path:group/techhub:ref_type:branch:ref:main",
          "project_path:group/techhub:ref_type:tag:ref:v*",
        ]
      }
    }
    error_message = "Who asks must be this project on one of these refs."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal.Federated == "arn:aws:iam::123456789012:oidc-provider/gitlab.com"
    error_message = "GitLab must have signed it."
  }
}

run "any_project" {
  command = plan

  variables {
    project = "*"
  }

  expect_failures = [var.project]
}

run "any_branch" {
  command = plan

  variables {
    refs = ["branch:ref:*"]
  }

  expect_failures = [var.refs]
}
