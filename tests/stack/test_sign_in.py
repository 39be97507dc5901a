"""Who am I: Cognito's tokens, by password and by code with PKCE; nothing without one."""

import base64
import hashlib
import html
import re
import secrets
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.stack.cloud import PASSWORD, Cloud
from tests.stack.people import enter, new_address
from tests.stack.waiting import PATIENCE


def by_code(cloud: Cloud, email: str) -> dict[str, str]:
    """As the page does it: code with PKCE, all through its own address."""
    verifier, state = secrets.token_urlsafe(32), secrets.token_urlsafe(8)
    digest = hashlib.sha256(verifier.encode()).digest()
    client_id, back = cloud.facts["user_pool_client_id"], f"{cloud.url}/"
    with httpx.Client(base_url=cloud.url, timeout=PATIENCE) as browser:
        form = browser.get(
            "/oauth2/authorize",
            params={
                "response_type": "code",
                "client_id": client_id,
                "redirect_uri": back,
                "scope": "openid email profile",
                "state": state,
                "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
                "code_challenge_method": "S256",
            },
        )
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.text))
        filled = {name: html.unescape(value) for name, value in hidden.items()}
        answer = browser.post("/login", data=filled | {"username": email, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"].startswith(back)
        sent_back = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert sent_back["state"] == [state]
        exchange = {
            "grant_type": "authorization_code",
            "client_id": client_id,
            "code": sent_back["code"][0],
            "redirect_uri": back,
        }
        stolen = browser.post("/oauth2/token", data=exchange | {"code_verifier": "x" * 43})
        assert stolen.status_code == 400
        again = browser.post("/login", data=filled | {"username": email, "password": PASSWORD})
        exchange["code"] = parse_qs(urlsplit(again.headers["Location"]).query)["code"][0]
        answer = browser.post("/oauth2/token", data=exchange | {"code_verifier": verifier})
        assert answer.status_code == 200, answer.text
        tokens: dict[str, str] = answer.json()
        return tokens


@pytest.mark.parametrize("kind", ["id_token", "access_token"])
def test_m23_the_first_request_with_a_token_by_password_makes_the_profile(
    cloud: Cloud, kind: str
) -> None:
    email = new_address("Zhanna")
    person = enter(cloud, cloud.tokens(email, "Жанна")[kind])
    assert (person.name, person.email) == ("Жанна", email)
    assert person.see("/me")["id"] == person.id


@pytest.mark.parametrize("kind", ["id_token", "access_token"])
def test_m23_the_first_request_with_a_token_by_code_makes_the_profile(
    cloud: Cloud, kind: str
) -> None:
    email = new_address("Egor")
    by_password = cloud.tokens(email, "Egor")
    person = enter(cloud, by_code(cloud, email)[kind])
    assert (person.name, person.email) == ("Egor", email)
    assert enter(cloud, by_password["id_token"]).id == person.id


def test_m23_one_profile_whatever_the_token(cloud: Cloud) -> None:
    tokens = cloud.tokens(new_address("Kira"), "Kira")
    one, other = (enter(cloud, token) for token in tokens.values())
    assert one.id == other.id
    assert one.see("/me") == other.see("/me")


def test_without_a_valid_token_nothing_is_answered(cloud: Cloud) -> None:
    token = cloud.tokens(new_address("Lev"), "Lev")["id_token"]
    head, claims, signature = token.split(".")
    other = cloud.tokens(new_address("Ivan"), "Ivan")["id_token"]
    forged = (
        f"{head}.{other.split('.')[1]}.{signature}",  # another's claims
        f"{head}.{claims}.",
        base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=") + f".{claims}.",
        "nonsense",
    )
    for path in ("/me", "/events", "/me/notices", "/films"):
        assert httpx.get(f"{cloud.url}/api/v1{path}").status_code == 401
    for token in forged:
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.get(f"{cloud.url}/api/v1/me", headers=headers)
        assert answer.status_code == 401, answer.text
        assert "email" not in answer.text
