"""Pipelines that could read messages, measured side by side."""
