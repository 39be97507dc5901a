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


@pytest.mark.parametrize("allowed", [TOLD["token_endpoint"], "", "https://elsewhere.example/token"])
def test_another_issuer_says_where_to_sign_in_and_the_policy_must_allow_it(
    allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stack({"OidcTokenUrl": allowed}, {"Issuer": ISSUER, "Audience": "page"})
    monkeypatch.setattr(
        httpx,
        "get",
        lambda url, timeout: httpx.Response(
            200 if url == f"{ISSUER}/.well-known/openid-configuration" else 404,
            json=TOLD,
            request=httpx.Request("GET", url),
        ),
    )
    if allowed != TOLD["token_endpoint"]:
        with pytest.raises(TroubleError, match=f"OidcTokenUrl={TOLD['token_endpoint']}"):
            publish.config(asked)
        return
    told = publish.config(asked)
    assert (told["issuer"], told["client_id"]) == (ISSUER, "page")
    assert told["authorization_endpoint"] == TOLD["authorization_endpoint"]
    assert "end_session_endpoint" not in told
