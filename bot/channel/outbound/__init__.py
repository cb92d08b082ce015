"""Questions that the assistant sends of its own accord, within a day of the last message."""
