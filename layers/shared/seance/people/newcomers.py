"""A user's first request: the profile is made from the token, or from the issuer's userinfo."""

from collections.abc import Mapping
from typing import Any

from seance import texts, zones
from seance.cloud import identity
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.languages import Language
from seance.people import store
from seance.people.model import Profile
from seance.web.user import User


def profile_of(user: User) -> Profile:
    """The caller's profile; made on first use."""
    return decide(lambda: store.find_profile(user.id) or welcome(user))


def welcome(user: User) -> Profile:
    """Make the profile of who has none, in the language of the page. Twins that arrive together make one."""
    claims = user.claims
    facts = (
        claims
        if claims.get("name") or claims.get("email")
        else {**_ask_issuer(claims, user.token), **claims}
    )
    claimed: Language = "ru" if str(facts.get("locale", "")).lower().startswith("ru") else "en"
    profile = Profile(
        id=user.id,
        name=_name(facts),
        email=facts.get("email"),
        language=user.language or claimed,
        time_zone=_zone(facts),
        created_at=now(),
    )
    return store.add_profile(profile)


def _name(facts: Mapping[str, Any]) -> str:
    """The claimed name; never the e-mail address, which others must not see."""
    mailbox = str(facts.get("email") or "").partition("@")[0]
    claimed = (str(each or "") for each in (facts.get("name"), facts.get("given_name"), mailbox))
    names = (" ".join(texts.without_controls(each).split())[:80] for each in claimed)
    return next((each for each in names if texts.shows(each)), "Guest")


def _zone(facts: Mapping[str, Any]) -> str:
    """The claimed time zone, if there is such a zone."""
    claimed = str(facts.get("zoneinfo"))
    return claimed if claimed in zones.names() else zones.UTC


def _ask_issuer(claims: Mapping[str, Any], token: str) -> Mapping[str, Any]:
    """What a bare access token does not say; nothing if the issuer does not answer.

    Cognito's userinfo refuses tokens of the password flow, which have no scope `openid`; its GetUser
    takes exactly those. Source: Amazon Cognito developer guide, "UserInfo endpoint" and GetUser.
    """
    if "aws.cognito.signin.user.admin" in str(claims.get("scope", "")):
        return identity.cognito_user(token)
    return identity.userinfo(token)
