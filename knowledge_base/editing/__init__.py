"""How editors work on resources: drafts, review, lists, imports, and many at once."""
