"""Answer with a problem what no other route is made for: the API's route `$default`.

Without it API Gateway answers by itself, and not in the form of the contract. No FastAPI: strangers
who try addresses at random should cost little.
"""

from typing import Any

from seance.cloud.observability import follow
from seance.errors import NotFound
from seance.web.documents import answer


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the HTTP API."""
    follow(event["requestContext"]["requestId"])
    return answer(NotFound("The API has no such address."), event)
