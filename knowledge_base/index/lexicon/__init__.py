"""What words mean: the project's own English, Spanish and Quechua word lists, and their vectors."""
