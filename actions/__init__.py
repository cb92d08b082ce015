"""The acts of the assistant: what it asks the services, and how it answers people."""
