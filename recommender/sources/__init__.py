"""Read the open data on Peru that the recommender is built from, one module a source."""
