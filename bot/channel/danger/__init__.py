"""The safety net: sentences that mean danger, recognised whatever the classifier would say."""

from bot.channel.danger.net import danger_in

__all__ = ["danger_in"]
