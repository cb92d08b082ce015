"""The commands of `python -m knowledge_base.resources`, a file each: they read, call and print."""
