"""`make audit`: known holes in what is installed, and secrets in what is committed.

Whether a library has a known hole only a service tells: where none answers that is said, and nothing
fails. Secrets are looked for in every committed file; `.secrets.baseline` has what was looked at and
is none (`--accept` writes it anew; look at what changed).
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from detect_secrets.core import baseline
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings, get_settings

from local.place import CHECKOUT
from local.telling import TroubleError, run, step, tell

BASELINE = CHECKOUT / ".secrets.baseline"
SERVICE_SECONDS = 5
# Text made by machines, and pictures: hashes and addresses of films look like secrets.
NOT_WRITTEN = (
    ".secrets.baseline",
    "*.lock",
    "*-lock.json",
    "*.jsonl",
    "*.png",
    "*.ico",
    "geonames.tsv",
    "openapi.json",
    "schema.ts",
)
# Entropy alone takes ids and hashes in tests for secrets; these know what a secret looks like.
LEFT_OUT = ("Base64HighEntropyString", "HexHighEntropyString")


def libraries() -> None:
    """What the functions run on (all of it is in this list, too), and what checks them."""
    asks = ["--requirement", "requirements/dev.txt", "--no-deps", "--disable-pip"]
    says = ["--format", "json", "--progress-spinner", "off", "--timeout", str(SERVICE_SECONDS)]
    answer = _json([sys.executable, "-m", "pip_audit", *asks, *says])
    known = [each for each in answer.get("dependencies", ()) if "vulns" in each]
    if not known:
        tell("  libraries: no service answered, nothing was looked up")
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {hole['fix_versions']}"
        for each in known
        for hole in each["vulns"]
    ]
    _refuse(holes, "Lock newer versions: make lock UPGRADE=--upgrade")


def page() -> None:
    """What is in the page, and what builds it."""
    answer = _json(["npm", "audit", "--json", f"--fetch-timeout={SERVICE_SECONDS}000"], "web")
    if "vulnerabilities" not in answer:
        tell("  page: no service answered, nothing was looked up")
    holes = [
        f"{name}: {each['severity']}"
        for name, each in answer.get("vulnerabilities", {}).items()
        if each["severity"] in {"high", "critical"}
    ]
    _refuse(holes, "See: cd web && npm audit")


def secrets(*, accept: bool) -> None:
    """Nothing that opens anything is committed."""
    # From within, so that the names are the same in every checkout.
    with chdir(CHECKOUT), default_settings():
        get_settings().disable_plugins(*LEFT_OUT)
        found = SecretsCollection()
        found.scan_files(*_written())
        if accept:
            baseline.save_to_file(found, str(BASELINE))
            return
    known = baseline.load(baseline.load_from_file(str(BASELINE)))
    lines = [f"{file}:{secret.line_number}: {secret.type}" for file, secret in found - known]
    _refuse(lines, "Take it out, and change it where it opens anything. None at all: --accept")


def _written() -> Iterator[str]:
    """The committed files that somebody wrote."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    for name in listed.stdout.splitlines():
        if not any(Path(name).match(pattern) for pattern in NOT_WRITTEN):
            yield name


def _json(command: list[str], folder: str = ".") -> dict[str, Any]:
    """What the command says; nothing where it says no JSON, or takes too long."""
    try:
        done = subprocess.run(
            command,
            cwd=CHECKOUT / folder,
            capture_output=True,
            text=True,
            timeout=12 * SERVICE_SECONDS,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {}
    return answer


def _refuse(lines: list[str], what_to_do: str) -> None:
    if lines:
        raise TroubleError("\n".join(lines), what_to_do)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="store_true", help="what is found now is no secret")
    asked = parser.parse_args()
    with step("Looking for secrets"):
        secrets(accept=asked.accept)
    with step("Looking up known holes"):
        libraries()
        page()


if __name__ == "__main__":
    run(main)
