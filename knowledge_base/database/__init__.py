"""One database for all that the knowledge base keeps: how it is opened, and its migrations."""
