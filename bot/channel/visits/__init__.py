"""Which hub a person was shown, the question about it a day later, and its answer."""
