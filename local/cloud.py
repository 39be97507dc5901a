"""MiniStack: the AWS APIs on a loopback port, with IAM enforced and state kept in the folder."""

import json
import os
import shutil
import sys
import time
import urllib.error
import urllib.request

import boto3
from botocore.config import Config

from local import processes
from local.place import REGION, Place, is_free
from local.telling import TroubleError, step, tell

NAME = "ministack"
# MiniStack's root caller; the functions get credentials of their own roles.
ROOT = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def session() -> boto3.Session:
    """A session as the account's root, for deploying and looking around."""
    return boto3.Session(
        aws_access_key_id=ROOT["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT["AWS_SECRET_ACCESS_KEY"],
        region_name=REGION,
    )


CALLS = Config(retries={"mode": "standard", "max_attempts": 3}, read_timeout=120)


def start(place: Place) -> bool:
    """Start MiniStack unless it runs already. True if it was started.

    It saves its state when it is stopped. After a crash it comes back as of the last stop,
    so the template is deployed anew.
    """
    if processes.crashed(NAME, place.folder):
        tell("The local cloud was not stopped by `make down`: data since the last one are lost.")
        (place.folder / "deployed.txt").unlink(missing_ok=True)
    if processes.running(NAME, place.folder):
        if not is_free(place.aws_port):
            return False
        processes.stop(NAME, place.folder)  # it listens on another port than is wanted now
    if not is_free(place.aws_port):
        raise TroubleError(
            f"Port {place.aws_port}, for the AWS APIs, is taken by another program.",
            "Stop that program, or choose another port: make up SEANCE_AWS_PORT=<port>",
        )
    scratch = place.folder / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    # The functions' workers inherit this environment, so it holds little of the person's own.
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    settings = {
        "AUTH": "true",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(place.aws_port),
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(place.folder / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(place.folder / "state" / "s3"),
        "TMPDIR": str(scratch),
        "LAMBDA_EXECUTOR": "local",
        "LAMBDA_WARM_TTL_SECONDS": "900",
        "LOG_LEVEL": os.environ.get("SEANCE_CLOUD_LOG_LEVEL", "WARNING"),
        # It would open these ports on its own, and two clouds would meet there.
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
    }
    _forget_stream_positions(place)
    with step(f"Starting the local cloud at {place.aws_url}"):
        processes.start(
            NAME, [sys.executable, "-m", "ministack"], place.folder, own | settings, place.folder
        )
        _await_ready(place)
    return True


def _forget_stream_positions(place: Place) -> None:
    """Let the stream functions read on after a restart.

    MiniStack (1.5.33) keeps how far each has read, but not the stream's records, which it
    counts from nought again: as many new records as it had read before would be skipped.
    """
    saved = place.folder / "state" / "lambda.json"
    if not saved.exists():
        return
    state = json.loads(saved.read_text())
    positions = state.get("payload", {}).get("dynamodb_stream_positions")
    if positions and positions.get("data"):
        positions["data"] = type(positions["data"])()
        saved.write_text(json.dumps(state))


def _await_ready(place: Place, patience: float = 180) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        processes.expect_alive(NAME, place.folder)
        try:
            with urllib.request.urlopen(f"{place.aws_url}/_ministack/ready", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TroubleError(
        f"The local cloud did not answer within {patience:.0f} s.",
        f"See {place.logs / (NAME + '.log')}; `make clean` starts from nothing.",
    )
