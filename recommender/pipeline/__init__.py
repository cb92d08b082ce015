"""Build the bundle from the sources: sources -> features -> model -> bundle."""
