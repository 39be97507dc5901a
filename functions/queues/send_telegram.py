"""Telegram queue → Telegram: a notice for its reader, or an event on the host's chat.

A queue of its own, so that nothing that Telegram does holds up the other channels.
"""

from typing import Any

from seance.channels import telegram
from seance.channels.delivery import send, send_later
from seance.channels.model import Later
from seance.channels.posts import edit
from seance.channels.pressed import settle
from seance.cloud import deadline, queues
from seance.cloud.config import settings


def send_telegram(body: dict[str, Any]) -> None:
    """Send one message, if the user wants it there, have one say what its button did, or edit a post."""
    try:
        if "press_id" in body:
            settle(body)
        elif "posted_id" in body:
            edit(body)
        else:
            send(body, "telegram", settings().telegram_queue_url, telegram.prepare)
    except Later as later:
        send_later(body, settings().telegram_queue_url, later)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the Telegram queue, one message at a time."""
    return queues.process(event, send_telegram)
