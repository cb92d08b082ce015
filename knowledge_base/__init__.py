"""Free learning resources: kept by editors, found by meaning and by words."""
