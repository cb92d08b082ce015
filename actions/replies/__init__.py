"""Payload in, Spanish text out: pure functions, one for WhatsApp and one for SMS."""
