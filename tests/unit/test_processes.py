"""What `make up` starts, `make down` stops, with all that it has started itself."""

import os
import sys
import time
from pathlib import Path

import pytest

from local import processes

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1], "w").write(str(child.pid))
time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_who_is_stopped_leaves_nobody_behind(tmp_path: Path) -> None:
    told = tmp_path / "child"
    command = [sys.executable, "-c", PARENT, str(told)]
    processes.start("parent", command, tmp_path, dict(os.environ), tmp_path)
    while not (told.exists() and told.read_text()):
        assert processes.running("parent", tmp_path)
        time.sleep(0.01)
    child = int(told.read_text())
    assert is_there(child)

    assert processes.stop("parent", tmp_path)

    deadline = time.monotonic() + 60  # until the system has taken it away
    while is_there(child):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert not processes.stop("parent", tmp_path)


def is_there(pid: int) -> bool:
    """Not also as what its parent has not looked after, which runs no more."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
