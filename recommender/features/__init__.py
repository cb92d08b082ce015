"""Turn the sources into tables of places and districts and a matrix of features."""
