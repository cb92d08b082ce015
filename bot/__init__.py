"""The assistant: a Rasa project with a Twilio channel of its own."""
