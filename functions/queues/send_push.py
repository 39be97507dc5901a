"""Web push queue → the browsers' push services: a notice for its reader, to each browser that they connected.

A message for each browser, so that one that is gone or slow holds up no other.
"""

from typing import Any

from seance.channels import devices, push
from seance.channels.delivery import send
from seance.cloud import deadline, queues
from seance.cloud.config import settings


def send_push(body: dict[str, Any]) -> None:
    """Send one message to one browser, if the user wants it there."""
    if "device" in body:
        send(body, "push", settings().web_push_queue_url, push.prepare)
    else:
        devices.fan_out(body, settings().web_push_queue_url)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the web push queue, one message at a time."""
    return queues.process(event, send_push)
