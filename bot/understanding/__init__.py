"""What Rasa's own pipeline lacks for the messages of Peru."""
