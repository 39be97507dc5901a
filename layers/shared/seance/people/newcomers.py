"""A user's first request: the profile is made from the token, or from the issuer's userinfo."""

from collections.abc import Mapping
from typing import Any

from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.observability import logger
from seance.people import store
from seance.people.model import Profile

TIMEOUT_SECONDS = 3.0


def profile_of(user_id: str, claims: Mapping[str, Any], token: str) -> Profile:
    """The caller's profile; made on first use."""
    return store.find_profile(user_id) or welcome(user_id, claims, token)


def welcome(user_id: str, claims: Mapping[str, Any], token: str) -> Profile:
    """Make the profile of who has none. Twins that arrive together make one."""
    facts = claims if claims.get("name") or claims.get("email") else {**_userinfo(token), **claims}
    language = "ru" if str(facts.get("locale", "")).lower().startswith("ru") else "en"
    profile = Profile(
        id=user_id,
        name=_name(facts),
        email=facts.get("email"),
        language=language,
        time_zone=str(facts.get("zoneinfo") or "UTC"),
        created_at=now(),
    )
    return store.add_profile(profile)


def _name(facts: Mapping[str, Any]) -> str:
    """The claimed name; never the e-mail address, which others must not see."""
    name = str(facts.get("name") or facts.get("given_name") or "").strip()
    return name[:80] or str(facts.get("email") or "").partition("@")[0][:80] or "Guest"


def _userinfo(token: str) -> Mapping[str, Any]:
    """Claims from the issuer's userinfo endpoint (OpenID Connect Core 5.3); none if it does not answer."""
    import httpx  # 140 ms that only a newcomer with a bare access token pays

    try:
        answer = httpx.get(
            settings().oidc_userinfo_url, headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_SECONDS
        )
        claims: Mapping[str, Any] = answer.raise_for_status().json()
        return claims
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        logger().warning("userinfo did not answer", reason=type(error).__name__)
        return {}
