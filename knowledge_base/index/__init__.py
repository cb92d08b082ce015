"""The search index: words and meaning of every resource, built, kept and searched."""
