"""Recommend where a new community hub would serve most people."""
