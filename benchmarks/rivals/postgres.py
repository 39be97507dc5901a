"""A PostgreSQL of its own: made in a folder that goes with it, on a free port of loopback."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from local.telling import TroubleError

DEBIAN = Path("/usr/lib/postgresql")  # its servers are not on the PATH
PATIENCE = 60.0  # seconds until it answers


def programs() -> Path | None:
    """Where initdb and postgres lie, of the newest version; nothing where none is installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def database(port: int) -> Iterator[str]:
    """Its address; it runs with the settings that Debian ships, so what was committed is on the disk."""
    found = programs()
    if found is None:
        raise TroubleError("There is no PostgreSQL.", "apt-get install postgresql")
    # It refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="seance-postgres-") as folder:
        if user:
            shutil.chown(folder, user)
        data = f"{folder}/data"
        made = [str(found / "initdb"), "-D", data, "-U", "seance", "-A", "trust", "--no-sync"]  # fmt: skip
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user)
        started = [str(found / "postgres"), "-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]  # fmt: skip
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(started, cwd=folder, stdout=log, stderr=log, user=user)
        try:
            address = f"postgresql://seance@127.0.0.1:{port}/postgres"
            _wait(process, address)
            yield address
        finally:
            process.send_signal(
                signal.SIGINT
            )  # its fast shutdown: without waiting for who is connected
            process.wait(PATIENCE)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TroubleError("PostgreSQL does not answer.", "Start it by hand to see why.")
