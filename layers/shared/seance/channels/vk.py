"""VK's API, https://dev.vk.com/reference: `messages.send`, `wall.post` and `wall.edit`."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from seance.channels.model import LONGEST, Post, Rejected, shortened, vk_trouble
from seance.channels.transport import insist, post
from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret

VERSION = "5.199"


def prepare(connection: dict[str, Any], message: Post) -> Callable[[], int]:
    """What sends it: a message to the user, or a post on the wall that the user connected.

    It answers with the post's number, and raises `Trouble`. VK takes the same `random_id` and the same `guid` once, for an hour, so what
    may have arrived is sent again without harm. Messages come from Seance's community where it has
    one.
    """
    owner, token = connection["owner_id"], connection["access_token"]
    community = settings().vk_token_secret_arn
    own_token = message.shared or not community
    if message.shared:
        method, fields = "wall.post", {"owner_id": owner, "guid": message.identity}
        fields |= {"message": shortened(message.text, LONGEST), "attachments": message.link}
        fields |= {"from_group": 1} if owner < 0 else {}  # a community's wall
    else:
        method, fields = "messages.send", {"peer_id": owner, "random_id": message.number}
        fields |= {"message": message.whole}
    access_token = token if own_token else shared_secret(community)
    return _call(method, fields | {"access_token": access_token}, own_token=own_token)


def edit(connection: dict[str, Any], post_id: int, message: Post) -> None:
    """Have a post on the wall say this. It raises `Trouble`; one that is gone or too old stays."""
    fields = {"owner_id": connection["owner_id"], "post_id": post_id}
    fields |= {"message": shortened(message.text, LONGEST), "attachments": message.link}
    fields |= {"access_token": connection["access_token"]}
    with suppress(Rejected):
        insist(_call("wall.edit", fields, own_token=True), again_when_unsure=True)


def _call(method: str, fields: dict[str, Any], *, own_token: bool) -> Callable[[], int]:
    url = f"{settings().vk_api_url}/method/{method}"

    def say() -> int:
        answer = post(url, fields | {"v": VERSION})
        if trouble := vk_trouble(answer, own_token=own_token):
            raise trouble
        made = answer.body["response"]  # of a message its number alone
        return int(made.get("post_id", 0)) if isinstance(made, dict) else 0

    return say
