"""How well the search answers, on questions written by hand."""
