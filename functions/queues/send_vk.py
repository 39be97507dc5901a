"""VK queue → VK: a notice for its reader, or an event on the host's wall.

A queue of its own, so that nothing that VK does holds up the other channels.
"""

from typing import Any

from seance.channels import vk
from seance.channels.delivery import send, send_later
from seance.channels.model import Later
from seance.channels.posts import edit
from seance.cloud import deadline, queues
from seance.cloud.config import settings


def send_vk(body: dict[str, Any]) -> None:
    """Send one message, if the user wants it there, or edit a post."""
    try:
        if "posted_id" in body:
            edit(body)
        else:
            send(body, "vk", settings().vk_queue_url, vk.prepare)
    except Later as later:
        send_later(body, settings().vk_queue_url, later)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the VK queue, one message at a time."""
    return queues.process(event, send_vk)
