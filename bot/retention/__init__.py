"""Deletes what the bot's stores hold longer than they promise."""
