"""Who calls: the verified claims that the HTTP API's JWT authorizer passes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from seance.refusals import Unauthorized


@dataclass(frozen=True, slots=True)
class User:
    """The caller; `id` is the issuer's `sub`."""

    id: str
    claims: Mapping[str, Any]
    token: str


async def current_user(request: Request) -> User:
    """The caller, from the event that API Gateway made after it verified the token."""
    context = request.scope.get("aws.event", {}).get("requestContext", {})
    claims = context.get("authorizer", {}).get("jwt", {}).get("claims", {})
    if not claims.get("sub"):
        raise Unauthorized
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    return User(claims["sub"], claims, token)


CurrentUser = Annotated[User, Depends(current_user)]
