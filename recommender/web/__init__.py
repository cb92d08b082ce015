"""The pages for people: the map, and what they want to learn."""
