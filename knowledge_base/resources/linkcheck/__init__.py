"""Open every link, politely, and say which are dead, have moved, or cannot be told."""
