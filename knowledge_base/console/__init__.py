"""The editors' console."""
