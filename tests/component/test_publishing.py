"""What `make publish` asks of a stack: an address of its own, and a policy that lets people sign in."""

from typing import Any

import boto3
import httpx
import pytest

from local import publish
from local.publish import Stack
from local.telling import TroubleError
from tests.tables import template

ISSUER = "https://issuer.example/realm"
TOLD = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "revocation_endpoint": f"{ISSUER}/revoke",
    "jwks_uri": f"{ISSUER}/keys",
}


class Formation:
    """CloudFormation, as far as it is asked."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []

    def update_stack(self, **asked: Any) -> None:
        self.updates.append(asked)

    def get_waiter(self, _: str) -> Any:
        return type("Waiter", (), {"wait": lambda _self, StackName: None})()  # noqa: N803 # boto3's


def stack(parameters: dict[str, str], outputs: dict[str, str]) -> Stack:
    return Stack("seance", boto3.Session(region_name="eu-central-1"), None, parameters, outputs)


@pytest.mark.parametrize("url", [publish.UNPUBLISHED, "https://seance.example"])
def test_a_stack_without_an_address_gets_its_distributions_and_keeps_all_else(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    formation = Formation()
    monkeypatch.setattr(Stack, "client", lambda *_: formation)
    monkeypatch.setattr(publish, "find_stack", lambda *_: "as it is now")
    given = stack(
        {"StageName": "staging", "PageUrl": url},
        {"PageUrl": url, "DistributionDomain": "d1.cloudfront.net"},
    )

    found = publish.give_address(given)

    if url != publish.UNPUBLISHED:
        assert (found, formation.updates) == (given, [])
        return
    assert found == "as it is now"  # type: ignore[comparison-overlap]  # the fake's
    (update,) = formation.updates
    assert update["UsePreviousTemplate"]
    assert update["Parameters"] == [
        {"ParameterKey": "StageName", "UsePreviousValue": True},
        {"ParameterKey": "PageUrl", "ParameterValue": "https://d1.cloudfront.net"},
    ]


def test_what_is_not_published_is_what_the_template_begins_with() -> None:
    assert template()["Parameters"]["PageUrl"]["Default"] == publish.UNPUBLISHED


ALLOWED = {"OidcTokenUrl": TOLD["token_endpoint"], "OidcRevocationUrl": TOLD["revocation_endpoint"]}


def issuer_tells(told: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        httpx,
        "get",
        lambda url, timeout: httpx.Response(
            200 if url == f"{ISSUER}/.well-known/openid-configuration" else 404,
            json=told,
            request=httpx.Request("GET", url),
        ),
    )


@pytest.mark.parametrize("name", ALLOWED)
@pytest.mark.parametrize("instead", ["", "https://elsewhere.example/"])
def test_the_policy_must_allow_what_the_page_calls_of_another_issuer(
    name: str, instead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stack(ALLOWED | {name: instead}, {"Issuer": ISSUER, "Audience": "page"})
    issuer_tells(TOLD, monkeypatch)
    with pytest.raises(TroubleError, match=f"{name}={ALLOWED[name]}"):
        publish.config(asked)


@pytest.mark.parametrize("revokes", [True, False])
def test_another_issuer_says_where_to_sign_in_and_out(
    revokes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = {} if revokes else {"revocation_endpoint"}
    allowed = ALLOWED if revokes else {"OidcTokenUrl": TOLD["token_endpoint"]}  # as deployed before
    told = {name: url for name, url in TOLD.items() if name not in silent}
    issuer_tells(told, monkeypatch)
    found = publish.config(stack(allowed, {"Issuer": ISSUER, "Audience": "page"}))
    assert (found["issuer"], found["client_id"]) == (ISSUER, "page")
    for name in ("authorization_endpoint", "token_endpoint", "revocation_endpoint"):
        assert found.get(name) == told.get(name)
    assert "end_session_endpoint" not in found


def test_the_page_of_the_stacks_own_pool_signs_out_there() -> None:
    pages = "https://seance-1.auth.eu-central-1.amazoncognito.com"
    found = publish.config(stack({}, {"Issuer": "cognito", "Audience": "page", "SignInUrl": pages}))
    assert found["revocation_endpoint"] == f"{pages}/oauth2/revoke"
    assert found["end_session_endpoint"] == f"{pages}/logout"
