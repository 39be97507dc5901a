"""VK's API, https://dev.vk.com/reference: `messages.send` and `wall.post`."""

from collections.abc import Callable
from typing import Any

from seance.channels.model import LONGEST, Post, shortened, vk_trouble
from seance.channels.transport import post
from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret

VERSION = "5.199"


def prepare(connection: dict[str, Any], message: Post) -> Callable[[], None]:
    """What sends it: a message to the user, or a post on the wall that the user connected.

    It raises `Trouble`. VK takes the same `random_id` and the same `guid` once, for an hour, so what
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
    fields |= {"access_token": token if own_token else shared_secret(community), "v": VERSION}
    url = f"{settings().vk_api_url}/method/{method}"

    def say() -> None:
        if trouble := vk_trouble(post(url, fields), own_token=own_token):
            raise trouble

    return say
