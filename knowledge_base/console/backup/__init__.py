"""Encrypted copies of the database: made whole or not at all, restored whole or not at all."""
