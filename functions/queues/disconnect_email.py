"""SES → EventBridge → queue of mail feedback: a mail came back for good, or was reported as spam.

E-mail is switched off for who has this address, and the inbox says so. What the queue brings is made by the rule in
`stacks/workers.yaml`, which lets nothing else through. Source: "Monitoring SES events using Amazon EventBridge".
"""

from datetime import datetime
from typing import Any

from seance.channels import email
from seance.cloud import deadline, queues
from seance.cloud.observability import logger


def disconnect_email(body: dict[str, Any]) -> None:
    """Switch e-mail off for one user; a second time changes nothing."""
    if email.lose(body, body["mail_id"], datetime.fromisoformat(body["at"])):
        logger().info("channel lost", channel="email", reason=body["reason"])


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the queue of mail feedback."""
    return queues.process(event, disconnect_email)
