"""The fixed replies, in the language of the person."""
