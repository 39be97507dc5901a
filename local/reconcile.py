"""`make reconcile`: what is kept twice compared with the bookings, on the local cloud or on AWS.

Everything is looked at twice, with a pause between, so that what is on its way is no mismatch. With
`FIX=1` what differs is mended by conditional writes, and looked at once more. Ends with 1 where
something differs in the end.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import boto3

from local import cloud
from local.functions import read_stack
from local.place import REGION
from local.replay import Stack, aws_stack, local_stack
from local.telling import TroubleError, run, tell
from seance.cloud import config
from seance.reconciliation import comparison, repair, scanning
from seance.reconciliation.comparison import Subject
from seance.reconciliation.model import Mismatch, still

PAUSE_SECONDS = 10.0
AT_ONCE = 8
SETTINGS_OF = "RefreshCopies"  # any function that follows changes: all have the same settings


def connect(stack: Stack, profile: str | None, region: str | None) -> None:
    """Let the product's own code talk to the stack, with the settings of its functions."""
    found = stack.client("lambda").get_function_configuration(
        FunctionName=stack.functions[SETTINGS_OF]
    )
    names = {field.upper() for field in config.Settings.__dataclass_fields__}
    values = found["Environment"]["Variables"]
    os.environ.update({name: value for name, value in values.items() if name in names})
    if stack.endpoint:
        os.environ.pop("AWS_PROFILE", None)
        os.environ.update(cloud.ROOT, AWS_ENDPOINT_URL=stack.endpoint, AWS_DEFAULT_REGION=REGION)
        os.environ["AWS_REGION"] = REGION
    else:
        session = boto3.Session(profile_name=profile, region_name=region)
        chosen = {"AWS_PROFILE": profile, "AWS_REGION": session.region_name}
        os.environ.update({name: value for name, value in chosen.items() if value})
    config.settings.cache_clear()


def reconcile(
    *, fix: bool, most_pages: int, pause: float, say: Callable[[str], None] = tell
) -> list[Mismatch]:
    """What differs in the end."""
    try:
        subjects = list(scanning.subjects(most_pages))
    except scanning.TooMuch as error:
        raise TroubleError(
            f"The tables have more than {most_pages} pages of a megabyte.",
            "Allow more: make reconcile PAGES=100000",
        ) from error
    say(f"{len(subjects)} events and users.")
    found = look_twice(subjects, pause)
    differing = [each for several in found.values() for each in several]
    for each in differing:
        say(str(each))
    if not (fix and differing):
        return differing
    mended = sum(repair.mend(each) for each in differing)
    say(f"{mended} mended, {len(differing) - mended} for a person to decide. Looking again ...")
    return [each for several in look_twice(found, pause).values() for each in several]


def look_twice(subjects: Iterable[Subject], pause: float) -> dict[Subject, list[Mismatch]]:
    """What differs the same way at both looks."""
    first = _look(subjects)
    if not first:
        return {}
    time.sleep(pause)
    second = _look(first)
    return {each: still(found, second.get(each, ())) for each, found in first.items()}


def _look(subjects: Iterable[Subject]) -> dict[Subject, list[Mismatch]]:
    listed = list(subjects)
    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        found = zip(listed, threads.map(comparison.at, listed), strict=True)
        return {subject: each for subject, each in found if each}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fix", action="store_true", help="mend what differs")
    parser.add_argument("--pages", type=int, default=10_000, help="of a megabyte, at most")
    parser.add_argument("--stack", help="a stack on AWS (default: the local cloud)")
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    asked = parser.parse_args()
    stack = (
        aws_stack(asked.stack, asked.profile, asked.region)
        if asked.stack
        else local_stack(read_stack())
    )
    connect(stack, asked.profile, asked.region)
    left = reconcile(fix=asked.fix, most_pages=asked.pages, pause=PAUSE_SECONDS)
    if left:
        raise TroubleError(f"{len(left)} mismatches.", "See docs/operations.md: MismatchAlarm")
    tell("All agree.")


if __name__ == "__main__":
    run(main)
