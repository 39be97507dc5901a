"""What an operation reads before its request is counted and kept, so that who is turned away has written nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute

from seance.errors import Refusal
from seance.web.user import claims_of

LOOKED = "looked"  # in the event, beside what API Gateway says


@dataclass(frozen=True)
class FirstLook:
    """A dependency of an operation: what was read for it, for its first round.

    `read` gets the caller's id and the parameters of the path; what it refuses with is the answer.
    Nothing where it cannot tell, and the operation reads for itself.
    """

    read: Callable[..., Any]

    async def __call__(self, request: Request) -> Any:
        """What was read, if anything was."""
        return request.scope["aws.event"].get(LOOKED)


Looks = Sequence[tuple[APIRoute, FirstLook]]


def looks_of(routers: Sequence[APIRouter]) -> Looks:
    """The operations that look first."""
    return [*_found(routers)]


def _found(routers: Sequence[APIRouter]) -> Iterator[tuple[APIRoute, FirstLook]]:
    for route in (each for router in routers for each in router.routes):
        if isinstance(route, APIRoute):
            calls = (each.call for each in route.dependant.dependencies)
            yield from ((route, call) for call in calls if isinstance(call, FirstLook))


def look_first(looks: Looks, event: dict[str, Any]) -> Refusal | None:
    """Look for the operation that is asked for; why it refuses, if it does."""
    request: Mapping[str, Any] = event["requestContext"]["http"]
    user_id = claims_of(event).get("sub")
    for route, look in looks:
        found = route.path_regex.match(request["path"])
        if found and user_id and request["method"] in (route.methods or ()):
            try:
                event[LOOKED] = look.read(user_id, **found.groupdict())
            except Refusal as refusal:
                return refusal
    return None
