"""`make publish`: the page lies in the stack's private bucket, each file as browsers need it."""

import json
from typing import Any

import pytest

from local import cloud as local_cloud
from local.place import STACK_NAME
from local.publish import Stack, find_stack, publish
from tests.stack.cloud import Cloud

OLD = "assets/of-a-release-long-gone.js"


@pytest.fixture(scope="module")
def stack(cloud: Cloud) -> Stack:
    """The deployed stack, with a file that no release has any more, and published."""
    found = find_stack(STACK_NAME, local_cloud.session(), cloud.facts["aws_endpoint_url"])
    found.client("s3").put_object(Bucket=found.outputs["PageBucket"], Key=OLD, Body=b"")
    publish(found, cloud.place.folder / "page")
    return found


def objects(stack: Stack) -> dict[str, Any]:
    """What is in the bucket: name to what S3 answers about it."""
    s3, bucket = stack.client("s3"), stack.outputs["PageBucket"]
    names = [each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    return {name: s3.head_object(Bucket=bucket, Key=name) for name in names}


def test_every_file_has_its_type_and_only_those_named_by_their_content_are_kept(
    stack: Stack,
) -> None:
    found = objects(stack)
    assert found["index.html"]["ContentType"] == "text/html; charset=utf-8"
    assert found["config.json"]["ContentType"] == "application/json"
    scripts = [name for name in found if name.startswith("assets/") and name.endswith(".js")]
    assert len(scripts) > 10
    assert {found[name]["ContentType"] for name in scripts} == {"text/javascript; charset=utf-8"}
    for name, each in found.items():
        forever = "public, max-age=31536000, immutable"
        wanted = forever if name.startswith("assets/") else "no-cache"
        assert each["CacheControl"] == wanted, name


def test_the_page_is_told_where_to_sign_in(stack: Stack, cloud: Cloud) -> None:
    body = stack.client("s3").get_object(Bucket=stack.outputs["PageBucket"], Key="config.json")
    told = json.load(body["Body"])
    assert told["issuer"] == cloud.facts["issuer"]
    assert told["client_id"] == cloud.facts["user_pool_client_id"]
    assert told["token_endpoint"].endswith(".amazoncognito.com/oauth2/token")
    assert "password_endpoint" not in told


def test_publishing_twice_leaves_the_same_objects(stack: Stack, cloud: Cloud) -> None:
    before = {name: each["ETag"] for name, each in objects(stack).items()}
    publish(stack, cloud.place.folder / "page")
    assert {name: each["ETag"] for name, each in objects(stack).items()} == before


def test_the_release_before_stays_for_open_pages_and_older_ones_go(
    stack: Stack, cloud: Cloud, tmp_path: Any
) -> None:
    assert OLD not in objects(stack)
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Seance</title>")
    (tmp_path / "assets" / "next.js").write_text("")
    first = {name for name in objects(stack) if name.startswith("assets/")}
    publish(stack, tmp_path)
    assert first < set(objects(stack))
    assert "icon.svg" not in objects(stack)
    publish(stack, tmp_path)
    assert set(objects(stack)) == {"index.html", "config.json", "release.json", "assets/next.js"}
    publish(stack, cloud.place.folder / "page")


def test_cloudfront_is_told_what_is_new_and_nobody_else_reads_the_bucket(stack: Stack) -> None:
    distribution = stack.outputs["DistributionId"]
    cloudfront, s3 = stack.client("cloudfront"), stack.client("s3")
    made = cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"]["Items"]
    told = cloudfront.get_invalidation(DistributionId=distribution, Id=made[0]["Id"])
    paths = told["Invalidation"]["InvalidationBatch"]["Paths"]["Items"]
    assert {"/index.html", "/config.json"} <= set(paths)
    assert not [path for path in paths if path.startswith("/assets/")]
    blocked = s3.get_public_access_block(Bucket=stack.outputs["PageBucket"])
    assert set(blocked["PublicAccessBlockConfiguration"].values()) == {True}
