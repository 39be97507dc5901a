"""The page in the template, on this machine and in the API's routes: one address, one policy, no overlap."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from local.api import DOCUMENT
from seance.cloud import origin
from seance.errors import TooManyRequests
from tests.drift.template import defaults, functions, http_route, resources, template_of

WEB = Path(__file__).parents[2] / "web"
ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def distribution() -> dict[str, Any]:
    """What CloudFront is told."""
    properties = resources("AWS::CloudFront::Distribution")["Distribution"]
    found: dict[str, Any] = properties["DistributionConfig"]
    return found


def origin_of(path: str) -> str:
    """Where CloudFront asks: the first behaviour that matches, `*` any text and `?` one character."""
    config = distribution()
    for behaviour in config["CacheBehaviors"]:
        pattern = re.escape(behaviour["PathPattern"]).replace(r"\*", ".*").replace(r"\?", ".")
        if re.fullmatch(pattern, path):
            return str(behaviour["TargetOriginId"])
    return str(config["DefaultCacheBehavior"]["TargetOriginId"])


def filled(path: str) -> str:
    """A path with a value for each name in it."""
    return re.sub(r"\{[^}]+\}|:\w+", ULID, path)


def policy_of_the_template() -> dict[str, str]:
    """The headers of PageHeaders, as answers carry them."""
    config = resources("AWS::CloudFront::ResponseHeadersPolicy")["PageHeaders"]
    told = config["ResponseHeadersPolicyConfig"]
    security = told["SecurityHeadersConfig"]
    content = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    return {
        "Content-Security-Policy": content,
        "X-Content-Type-Options": "nosniff" if security["ContentTypeOptions"]["Override"] else "",
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
    } | {each["Header"]: each["Value"] for each in told["CustomHeadersConfig"]["Items"]}


def test_cloudfront_and_the_local_page_say_the_same_headers() -> None:
    local = json.loads((WEB / "headers.json").read_text(encoding="utf-8"))
    theirs = policy_of_the_template()
    # On this machine sign-in is on the page's own address, and a geocoder is none unless one is named.
    theirs["Content-Security-Policy"] = theirs["Content-Security-Policy"].replace(
        " ${TokenUrl} ${RevocationUrl} ${CodeUrl} ${GeocoderUrl}", ""
    )
    assert theirs == {name: "; ".join(values) for name, values in local.items()}


def test_the_policy_is_strict() -> None:
    content = policy_of_the_template()["Content-Security-Policy"]
    directives = {each.split()[0]: each.split()[1:] for each in content.split("; ")}
    assert directives["script-src"] == directives["default-src"] == ["'self'"]
    assert directives["connect-src"] == [
        "'self'",
        "${TokenUrl}",
        "${RevocationUrl}",
        "${CodeUrl}",
        "${GeocoderUrl}",
    ]
    assert directives["object-src"] == directives["frame-ancestors"] == ["'none'"]
    for page in ("index.html", "public/swagger-ui/start.js"):
        assert not re.search(r"<script(?![^>]*\bsrc=)", (WEB / page).read_text(encoding="utf-8"))


ROUTES = [
    route[1] for name in functions() if (route := http_route(name)) and route[1] != "$default"
]


@pytest.mark.parametrize("path", ROUTES)
def test_cloudfront_asks_the_api_for_each_of_its_routes(path: str) -> None:
    assert origin_of(filled(path)) == "api"


def page_routes() -> list[str]:
    """The page's own addresses, but for an event's."""
    return re.findall(
        r'^  "(/[^"]*)":', (WEB / "src" / "screens.tsx").read_text("utf-8"), re.MULTILINE
    )


@pytest.mark.parametrize("path", page_routes())
def test_cloudfront_asks_the_bucket_for_the_pages_addresses(path: str) -> None:
    assert origin_of(filled(path)) == "page"


def test_an_events_page_has_a_preview_and_the_live_connection_its_own_api() -> None:
    assert origin_of(f"/events/{ULID}") == "api"
    assert origin_of("/live") == "live"
    assert resources("AWS::ApiGatewayV2::Stage")["LiveStage"]["StageName"] == "live"


def test_only_the_pages_files_and_what_is_open_are_kept_and_no_error_is() -> None:
    config = distribution()
    uncached = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    kept = {
        each["PathPattern"]: each["CachePolicyId"]
        for each in config["CacheBehaviors"]
        if each["CachePolicyId"] != uncached
    }
    assert kept == {"/api/v1/public/*": {"Ref": "OpenDoor"}}
    for error in config["CustomErrorResponses"]:
        assert error == {"ErrorCode": error["ErrorCode"], "ErrorCachingMinTTL": 0}
    kept_by_default = {404, 405, 414, 500, 501, 502, 503, 504}
    assert kept_by_default < {each["ErrorCode"] for each in config["CustomErrorResponses"]}


def test_what_is_open_is_kept_by_all_that_it_is_asked_by_and_by_nothing_else() -> None:
    """A parameter that were left out would be answered as if it had not been asked."""
    policy = resources("AWS::CloudFront::CachePolicy")["OpenDoor"]["CachePolicyConfig"]
    assert (policy["MinTTL"], policy["DefaultTTL"]) == (0, 0)  # only what says so is kept
    key = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["CookiesConfig"] == {"CookieBehavior": "none"}
    by_language = {"HeaderBehavior": "whitelist", "Headers": ["Accept-Language"]}
    assert key["HeadersConfig"] == by_language
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    asked = {
        parameter["name"]
        for path, methods in document["paths"].items()
        if path.startswith("/api/v1/public/")
        for parameter in methods.get("get", {}).get("parameters", ())
        if parameter["in"] == "query"
    }
    assert set(key["QueryStringsConfig"]["QueryStrings"]) == asked


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/", "/index.html"),
        (f"/films/{ULID}/plan", "/index.html"),
        ("/a.b/inbox", "/index.html"),
        ("/config.json", "/config.json"),
        ("/assets/index-C0ffee.js", "/assets/index-C0ffee.js"),
    ],
)
def test_the_page_answers_what_is_no_file(asked: str, answered: str) -> None:
    code = resources("AWS::CloudFront::Function")["PageRoutes"]["FunctionCode"]
    event = json.dumps({"request": {"uri": asked}})
    ran = subprocess.run(  # noqa: S603 # code of the template
        ["node", "-p", f"{code}; handler({event}).uri"],  # noqa: S607 # whichever node builds the page
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stdout.strip() == answered


def test_the_bucket_is_read_by_its_distribution_only() -> None:
    blocked = resources("AWS::S3::Bucket")["PageBucket"]["PublicAccessBlockConfiguration"]
    assert set(blocked.values()) == {True}
    assert len(blocked) == 4
    policy = resources("AWS::S3::BucketPolicy")["PageBucketPolicy"]["PolicyDocument"]
    allowed = [each for each in policy["Statement"] if each["Effect"] == "Allow"]
    # Who may not list is told 403 for what is not there.
    assert [each["Action"] for each in allowed] == ["s3:GetObject", "s3:ListBucket"]
    for each in allowed:
        assert "${Distribution}" in str(each["Condition"]["StringEquals"]["AWS:SourceArn"])


def test_cloudfront_sends_its_secret_to_the_apis_and_not_to_the_bucket() -> None:
    sends = {
        each["Id"]: [header["HeaderName"] for header in each.get("OriginCustomHeaders", [])]
        for each in distribution()["Origins"]
    }
    assert sends == {"page": [], "api": [origin.HEADER], "live": [origin.HEADER]}


@pytest.mark.parametrize(
    "function", [name for name in functions() if http_route(name) or name == "Converse"]
)
def test_whoever_answers_the_outside_knows_the_secrets_hash_and_no_secret(function: str) -> None:
    shared = defaults(template_of(function))["Environment"]["Variables"]
    told = shared | functions()[function].get("Environment", {}).get("Variables", {})
    assert told["ORIGIN_SECRET_HASHES"] == {"Ref": "OriginSecretHashes"}
    assert "resolve:secretsmanager" not in json.dumps(told)


def test_the_firewall_lets_pass_what_people_write() -> None:
    (acl,) = resources("AWS::WAFv2::WebACL").values()
    assert acl["Scope"] == "CLOUDFRONT"
    groups = [each["Statement"].get("ManagedRuleGroupStatement", {}) for each in acl["Rules"]]
    (common,) = [each for each in groups if each.get("Name") == "AWSManagedRulesCommonRuleSet"]
    counted = {each["Name"] for each in common["RuleActionOverrides"]}
    bodies = {"SizeRestrictions", "CrossSiteScripting", "GenericLFI", "GenericRFI"}
    assert {f"{each}_BODY" for each in bodies} <= counted


def test_a_flood_is_told_as_the_api_tells_it() -> None:
    (acl,) = resources("AWS::WAFv2::WebACL").values()
    (flood,) = [each for each in acl["Rules"] if "RateBasedStatement" in each["Statement"]]
    told = flood["Action"]["Block"]["CustomResponse"]
    problem = json.loads(acl["CustomResponseBodies"][told["CustomResponseBodyKey"]]["Content"])
    assert told["ResponseCode"] == problem["status"] == TooManyRequests.status
    assert (problem["code"], problem["next_step"]) == (
        TooManyRequests.code,
        TooManyRequests.usual_step,
    )
    assert problem["type"] == f"urn:seance:problem:{TooManyRequests.code}"
