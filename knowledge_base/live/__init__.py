"""The search that people use, kept in step with the index and the store while the pod runs."""
