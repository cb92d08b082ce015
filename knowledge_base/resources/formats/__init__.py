"""The forms in which lists of resources come: each reader turns a file into rows and faults."""
