"""Replies that come too late for the webhook's own response, sent by REST and never twice."""
