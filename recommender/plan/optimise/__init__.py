"""Location problems in arrays: heuristics that answer at once, and bounds that prove how good."""
