"""What `make publish` asks of a stack: an address of its own, and a policy that lets people sign in."""

from typing import Any

import boto3
import httpx
import pytest

from local import origin, publish
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


ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:origin"


class Aws:
    """CloudFormation and Secrets Manager, as far as they are asked. What happened, in order."""

    def __init__(self) -> None:
        self.parameters = {"StageName": "staging", "PageUrl": publish.UNPUBLISHED}
        self.secrets, self.happened = ["first"], list[Any]()

    def find(self, *_: Any) -> Stack:
        told = {
            "PageUrl": self.parameters["PageUrl"],
            "DistributionDomain": "d1.cloudfront.net",
            "OriginSecretArn": ARN,
        }
        return stack(dict(self.parameters), told)

    def update_stack(self, **asked: Any) -> None:
        assert asked["UsePreviousTemplate"]
        assert {each["ParameterKey"] for each in asked["Parameters"]} >= set(self.parameters)
        given = {
            each["ParameterKey"]: each["ParameterValue"]
            for each in asked["Parameters"]
            if not each.get("UsePreviousValue")
        }
        self.parameters |= given
        self.happened.append(given)

    def get_waiter(self, _: str) -> Any:
        return type("Waiter", (), {"wait": lambda _self, StackName: None})()  # noqa: N803 # boto3's

    def get_random_password(self, **_: Any) -> dict[str, str]:
        return {"RandomPassword": f"secret {len(self.secrets) + 1}"}

    def put_secret_value(self, SecretId: str, SecretString: str) -> dict[str, str]:  # noqa: N803
        assert SecretId == ARN
        self.secrets.append(SecretString)
        return {"VersionId": f"v{len(self.secrets)}"}

    def get_secret_value(self, SecretId: str, VersionId: str | None = None) -> dict[str, str]:  # noqa: N803
        number = int(VersionId[1:]) if VersionId else len(self.secrets)
        return {"SecretString": self.secrets[number - 1], "VersionId": f"v{number}"}


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Aws:
    aws = Aws()
    monkeypatch.setattr(Stack, "client", lambda *_: aws)
    monkeypatch.setattr(publish, "find_stack", aws.find)
    return aws


def stack(
    parameters: dict[str, str], outputs: dict[str, str], endpoint: str | None = None
) -> Stack:
    session = boto3.Session(region_name="eu-central-1")
    return Stack("seance", session, endpoint, parameters, outputs)


def test_a_new_stack_is_told_its_distributions_address_and_secret_once(cloud: Aws) -> None:
    found = publish.settle(cloud.find())
    assert publish.settle(found) == found
    assert cloud.happened == [
        {
            "PageUrl": "https://d1.cloudfront.net",
            "OriginSecretHashes": publish.hashed("first"),
            "OriginSecretVersion": "v1",
        }
    ]


def test_an_address_that_was_given_is_kept(cloud: Aws) -> None:
    cloud.parameters["PageUrl"] = "https://seance.example"
    publish.settle(cloud.find())
    assert cloud.parameters["PageUrl"] == "https://seance.example"
    assert cloud.parameters["OriginSecretHashes"]


def test_an_emulated_cloud_whose_cloudfront_sends_nothing_is_not_closed(cloud: Aws) -> None:
    there = cloud.find()
    publish.settle(stack(there.parameters, there.outputs, endpoint="http://localhost:4566"))
    assert list(cloud.happened[0]) == ["PageUrl"]


def test_while_the_origins_secret_is_replaced_functions_know_what_cloudfront_sends(
    cloud: Aws,
) -> None:
    origin.rotate(publish.settle(cloud.find()))
    origin.rotate(cloud.find())
    known, version = set[str](), "v1"
    for given in cloud.happened[1:]:
        known = set(given.get("OriginSecretHashes", ",".join(known)).split(","))
        version = given.get("OriginSecretVersion", version)
        assert publish.hashed(cloud.secrets[int(version[1:]) - 1]) in known
    assert (known, version) == ({publish.hashed(cloud.secrets[2])}, "v3")


def test_what_was_stopped_midway_is_begun_again(cloud: Aws) -> None:
    publish.settle(cloud.find())
    cloud.put_secret_value(ARN, "never sent")  # by one that was stopped then
    origin.rotate(cloud.find())
    assert publish.hashed("first") in cloud.happened[1]["OriginSecretHashes"]


def test_who_was_never_published_has_nothing_to_rotate(cloud: Aws) -> None:
    with pytest.raises(TroubleError, match="no secret"):
        origin.rotate(cloud.find())


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
    assert "geocoder" not in found


def test_the_page_is_told_where_to_look_addresses_up() -> None:
    outputs = {"Issuer": "cognito", "Audience": "page", "SignInUrl": "https://sign.in"}
    found = publish.config(stack({"GeocoderUrl": "https://photon.example/api"}, outputs))
    assert found["geocoder"] == "https://photon.example/api"
