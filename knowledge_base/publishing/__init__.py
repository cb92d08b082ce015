"""Build a version of the index beside the live one, check it, and only then point to it."""
