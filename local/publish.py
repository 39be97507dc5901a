"""`make publish`: build the page and put it where a deployed stack serves it from.

Files named by their content are kept by browsers for a year, all others are asked for anew. What the
release before consisted of stays, so that pages which are open find their parts; older files go.
"""

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import httpx

from local import cloud, page
from local.functions import read_stack
from local.place import CHECKOUT
from local.telling import TroubleError, run, step, tell

UNPUBLISHED = "https://unpublished.invalid"  # the default of the parameter PageUrl
HASHES, VERSION = "OriginSecretHashes", "OriginSecretVersion"
RELEASE = "release.json"  # which files the release consists of
FOREVER = "public, max-age=31536000, immutable"
# What the page calls of an issuer, and which parameter of the template lets it.
CALLED = {"token_endpoint": "OidcTokenUrl", "revocation_endpoint": "OidcRevocationUrl"}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Stack:
    """A deployed stack: the calls that reach it, what it was given and what it tells."""

    name: str
    session: boto3.Session
    endpoint: str | None
    parameters: dict[str, str]
    outputs: dict[str, str]

    def client(self, service: str) -> Any:
        """A client of one of its services."""
        connect: Any = self.session.client  # its stubs know services by literal names
        return connect(service, endpoint_url=self.endpoint, config=cloud.CALLS)


def find_stack(name: str, session: boto3.Session, endpoint: str | None = None) -> Stack:
    """The stack as it is now."""
    cloudformation: Any = session.client("cloudformation", endpoint_url=endpoint)
    found = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    given = {each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])}
    told = {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}
    return Stack(name, session, endpoint, given, told)


def settle(stack: Stack) -> Stack:
    """Tell a stack what it could not know when it was made: once, and deployments keep it.

    Its address, where it has none, is its distribution's. The template cannot say so itself, for its
    functions would wait for the distribution, which waits for the API, which waits for them. And by
    which secret functions know CloudFront: only now it is there to send one. An emulated CloudFront
    passes nothing on.
    """
    wanted = {}
    if stack.outputs["PageUrl"] == UNPUBLISHED:
        wanted["PageUrl"] = f"https://{stack.outputs['DistributionDomain']}"
    if not stack.parameters.get(HASHES) and stack.endpoint is None:
        secrets, arn = stack.client("secretsmanager"), stack.outputs["OriginSecretArn"]
        secret = secrets.get_secret_value(SecretId=arn)
        wanted |= {HASHES: hashed(secret["SecretString"]), VERSION: secret["VersionId"]}
    return tell_stack(stack, wanted) if wanted else stack


def hashed(secret: str) -> str:
    """As `seance.cloud.origin` knows a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def tell_stack(stack: Stack, wanted: dict[str, str]) -> Stack:
    """Give some parameters, keep all others, wait; the stack as it is then."""
    cloudformation = stack.client("cloudformation")
    kept = [
        {"ParameterKey": name, "UsePreviousValue": True}
        for name in stack.parameters
        if name not in wanted
    ]
    given = [{"ParameterKey": name, "ParameterValue": value} for name, value in wanted.items()]
    with step(f"Telling the stack its {' and '.join(wanted)}"):
        cloudformation.update_stack(
            StackName=stack.name,
            UsePreviousTemplate=True,
            Parameters=[*kept, *given],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        cloudformation.get_waiter("stack_update_complete").wait(StackName=stack.name)
    return find_stack(stack.name, stack.session, stack.endpoint)


def config(stack: Stack) -> dict[str, str]:
    """What the page reads at start (web/src/session/config.ts). All public."""
    return {
        "issuer": stack.outputs["Issuer"],
        "client_id": stack.outputs["Audience"],
        **_sign_in(stack),
        **page.map_settings(stack.parameters.get("GeocoderUrl", "")),
    }


def _sign_in(stack: Stack) -> dict[str, str]:
    """Where people sign in: Cognito's pages, or what the issuer says (OpenID Connect Discovery 1.0)."""
    if pages := stack.outputs.get("SignInUrl"):
        return {
            "authorization_endpoint": f"{pages}/oauth2/authorize",
            "token_endpoint": f"{pages}/oauth2/token",
            "revocation_endpoint": f"{pages}/oauth2/revoke",
            "end_session_endpoint": f"{pages}/logout",
            **({"code_endpoint": codes} if (codes := stack.outputs.get("CodeUrl")) else {}),
        }
    issuer = stack.outputs["Issuer"].rstrip("/")
    answer = httpx.get(f"{issuer}/.well-known/openid-configuration", timeout=10)
    told = answer.raise_for_status().json()
    for name, parameter in CALLED.items():
        if told.get(name, "") != stack.parameters.get(parameter, ""):
            raise TroubleError(
                f"The page's Content-Security-Policy does not name the issuer's {name}.",
                f"Deploy with {parameter}={told.get(name, '')}, then publish again.",
            )
    wanted = ("authorization_endpoint", *CALLED, "end_session_endpoint")
    return {name: told[name] for name in wanted if name in told}


def publish(stack: Stack, folder: Path) -> list[str]:
    """Put the page built in this folder onto the stack; answers the names of its files."""
    files = dict(_files(folder)) | {"config.json": _as_json(config(stack))}
    files[RELEASE] = _as_json(sorted(files))
    s3, bucket = stack.client("s3"), stack.outputs["PageBucket"]
    before = _release(s3, bucket)
    # What the page is made of comes first, the page that names it last.
    for name in sorted(files, key=lambda name: (name == "index.html", not _is_asset(name), name)):
        s3.put_object(
            Bucket=bucket,
            Key=name,
            Body=files[name],
            ContentType=TYPES[Path(name).suffix],
            CacheControl=FOREVER if _is_asset(name) else "no-cache",
        )
    for name in _names(s3, bucket):
        if name not in files and not (_is_asset(name) and name in before):
            s3.delete_object(Bucket=bucket, Key=name)
    _forget(stack, [name for name in files if not _is_asset(name)])
    return sorted(files)


def _is_asset(name: str) -> bool:
    """Whether a file's name changes with its content: Vite puts those into one folder."""
    return name.startswith("assets/")


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    if not (folder / "index.html").exists():
        raise TroubleError(f"There is no page in {folder}.", "Build it: make publish does.")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not name.parts[0].startswith("."):  # not Vite's own notes
            if path.suffix not in TYPES:
                raise TroubleError(f"Nobody said what {name} is.", "Add it to TYPES.")
            yield name.as_posix(), path.read_bytes()


def _as_json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()


def _names(s3: Any, bucket: str) -> list[str]:
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return [each["Key"] for page in pages for each in page.get("Contents", [])]


def _release(s3: Any, bucket: str) -> set[str]:
    """The files of the release that is there."""
    if RELEASE not in _names(s3, bucket):
        return set()
    return set(json.load(s3.get_object(Bucket=bucket, Key=RELEASE)["Body"]))


def _forget(stack: Stack, names: list[str]) -> None:
    """Have CloudFront ask for these anew; waits until it does."""
    cloudfront, distribution = stack.client("cloudfront"), stack.outputs["DistributionId"]
    made = cloudfront.create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": len(names), "Items": [f"/{name}" for name in names]},
            "CallerReference": os.urandom(16).hex(),
        },
    )
    cloudfront.get_waiter("invalidation_completed").wait(
        DistributionId=distribution, Id=made["Invalidation"]["Id"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", help="a stack on AWS (default: the local cloud)")
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    asked = parser.parse_args()
    if asked.stack:
        session = boto3.Session(profile_name=asked.profile, region_name=asked.region)
        stack = find_stack(asked.stack, session)
    else:
        facts = read_stack()
        stack = find_stack(facts["stack_name"], cloud.session(), facts["aws_endpoint_url"])
    folder = CHECKOUT / "build" / "publish"
    with step("Building the page"):
        page.build(folder, CHECKOUT / "build" / "publish.log")
    stack = settle(stack)
    with step("Publishing"):
        names = publish(stack, folder)
    tell(f"{len(names)} files are at {stack.outputs['PageUrl']}")


if __name__ == "__main__":
    run(main)
