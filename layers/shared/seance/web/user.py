"""Who calls: the verified claims that the HTTP API's JWT authorizer passes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from seance.cloud import limits
from seance.cloud.config import settings
from seance.errors import Forbidden, Unauthorized
from seance.i18n.problems import asked_for
from seance.languages import Language

READS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class User:
    """The caller; `id` is the issuer's `sub`, `language` what the request asks for, if it does."""

    id: str
    claims: Mapping[str, Any]
    token: str
    language: Language | None = None


def claims_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims of the token that API Gateway verified; none where the route asks for no token."""
    context = event.get("requestContext", {})
    claims: Mapping[str, Any] = context.get("authorizer", {}).get("jwt", {}).get("claims", {})
    return claims


async def signed_in(request: Request) -> User:
    """The caller, from the event that API Gateway made after it verified the token."""
    claims = claims_of(request.scope.get("aws.event", {}))
    if not claims.get("sub"):
        raise Unauthorized
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    return User(claims["sub"], claims, token, asked_for(request.headers.get("accept-language")))


async def current_user(request: Request) -> User:
    """The caller, who may write now: every write counts, whatever becomes of it."""
    user = await signed_in(request)
    if request.method not in READS:
        limits.admit(user.id)
    return user


def is_operator(user: User) -> bool:
    """Whether the caller is one (R24): the settings say which group of which claim makes one.

    API Gateway hands a claim that is an array on as text, its items between spaces in brackets: `[a b]`.
    Source: aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock, pull request 803;
    names of Cognito's groups have no spaces (CreateGroup in its API reference). A plain text is one group.
    """
    groups = str(user.claims.get(settings().operators_claim, "")).strip("[]").split()
    return settings().operators_group in groups


async def operator(user: Annotated[User, Depends(current_user)]) -> User:
    """The caller, who is an operator (R24)."""
    if not is_operator(user):
        raise Forbidden("Only operators do this.")
    return user


CurrentUser = Annotated[User, Depends(current_user)]
Operator = Annotated[User, Depends(operator)]
# For the one write that is allowed to who has left: to say so again.
SignedIn = Annotated[User, Depends(signed_in)]
CALLERS = frozenset({current_user, operator, signed_in})
