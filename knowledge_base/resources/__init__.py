"""The learning resources: what one is, where they are kept, how they come in."""
