mock_provider "aws" {
  source = "../mocks"
}

variables {
  project = "group/techhub"
}

run "the_pipeline_adds_images_and_takes_none_away" {
  command = apply

  assert {
    condition     = sort(keys(output.repository_urls)) == tolist(["actions", "bot", "knowledge_base", "recommender"])
    error_message = "There must be a repository for each image."
  }

  assert {
    condition     = aws_iam_openid_connect_provider.gitlab.url == "https://gitlab.com"
    error_message = "Only GitLab's signatures count."
  }
}
