"""Who works in the console: people, their roles, how they sign in, and their tokens."""
