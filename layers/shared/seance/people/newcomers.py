"""A user's first request: the profile is made from the token, or from the issuer's userinfo.

Mails go to addresses alone that the issuer has verified. One that does not say so gets none.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from seance import texts, zones
from seance.cloud import identity
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.languages import Language
from seance.people import addresses, store
from seance.people.model import Profile
from seance.web.user import User

AFTER_SIGN_IN = timedelta(minutes=2)


def profile_of(user: User) -> Profile:
    """The caller's profile; made on first use."""
    return decide(lambda: store.find_profile(user.id) or welcome(user))


def current_profile(user: User) -> Profile:
    """The same with the address that the issuer knows now, for it may have been changed there.

    A token that names an address tells it. For a bare one the issuer is asked again after each sign-in, and only then.
    """
    profile, facts = profile_of(user), user.claims
    if "email" not in facts:
        signed_in = _signed_in_at(facts)
        if signed_in <= profile.created_at or signed_in < now() - AFTER_SIGN_IN:
            return profile
        facts = _ask_issuer(facts, user.token)
    address = _address(facts)
    if not facts or address == profile.email:
        return profile
    return store.edit_profile(user.id, {"email": address})


def welcome(user: User) -> Profile:
    """Make the profile of who has none, in the language of the page. Twins that arrive together make one."""
    claims = user.claims
    known = bool(claims.get("name") or claims.get("email"))
    asked = {} if known else _ask_issuer(claims, user.token)
    facts = {**asked, **claims}
    claimed: Language = "ru" if str(facts.get("locale", "")).lower().startswith("ru") else "en"
    profile = Profile(
        id=user.id,
        name=_name(facts),
        email=_address(claims if known else asked),
        language=user.language or claimed,
        time_zone=_zone(facts),
        created_at=now(),
    )
    return store.add_profile(profile)


def _address(facts: Mapping[str, Any]) -> str | None:
    """The claimed address as SES takes it, if the issuer has verified it: true, or as text from API Gateway and Cognito."""
    verified = str(facts.get("email_verified")).lower() == "true"
    return addresses.as_sent(str(facts.get("email") or "")) if verified else None


def _signed_in_at(claims: Mapping[str, Any]) -> datetime:
    """When the user proved who they are; where the issuer doesn't say (OpenID Connect Core, 2), when the token was made."""
    return datetime.fromtimestamp(int(claims.get("auth_time") or claims.get("iat") or 0), UTC)


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
