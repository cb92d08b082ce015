"""Measurements: `make bench`. One file a subject; nothing here is a test."""
