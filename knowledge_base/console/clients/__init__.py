"""The other pods as the console speaks to them: one client each."""
