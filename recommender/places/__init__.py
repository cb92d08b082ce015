"""Find places by name or by position."""
