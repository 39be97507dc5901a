"""Whether this installation can speak over a channel. VK needs nothing: its tokens are the users'."""

from seance.channels.model import Channel
from seance.cloud.config import settings
from seance.errors import WrongStatus


def is_set_up(channel: Channel) -> bool:
    """Telegram needs a bot."""
    return channel != "telegram" or bool(settings().telegram_token_secret_arn)


def check_set_up(channel: Channel) -> None:
    """Refused where it is not. No outage: trying again helps nobody."""
    if not is_set_up(channel):
        raise WrongStatus("Telegram is not set up here.", next_step="use_another_channel")
