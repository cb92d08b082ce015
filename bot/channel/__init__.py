"""Twilio in and out: signature, pins, exact words, privacy, segments; the phone simulator."""
