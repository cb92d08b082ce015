"""Two phones on a page, for trying the assistant without an account at Twilio."""
