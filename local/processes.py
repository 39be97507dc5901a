"""Background processes that a later command finds again, and ends only if still its own."""

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from local.telling import TroubleError


def start(
    name: str, command: list[str], folder: Path, environment: dict[str, str], cwd: Path
) -> None:
    """Start `command` detached, with its output in `<folder>/logs/<name>.log`."""
    log = folder / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=cwd,
            start_new_session=True,
        )
    record = {"pid": process.pid, "born": _born(process.pid)}
    _record(name, folder).write_text(json.dumps(record))


def running(name: str, folder: Path) -> int | None:
    """The pid under which `name` still runs, or None."""
    record = _record(name, folder)
    if not record.exists():
        return None
    known = json.loads(record.read_text())
    pid = int(known["pid"])
    born = _born(pid)
    return pid if born is not None and born == known["born"] else None


def crashed(name: str, folder: Path) -> bool:
    """Whether `name` ended without `stop`, so that it had no time to save its state."""
    return _record(name, folder).exists() and running(name, folder) is None


def stop(name: str, folder: Path, patience: float = 30) -> bool:
    """End `name` if it runs, and what it has started: first politely, so that it can save its state. True if it ran."""
    pid = running(name, folder)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + patience
        while running(name, folder) is not None and time.monotonic() < deadline:
            time.sleep(0.1)
        # It leads a group of its own, in which its children are left behind: MiniStack's workers outlive it.
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    _record(name, folder).unlink(missing_ok=True)
    return pid is not None


def expect_alive(name: str, folder: Path) -> None:
    """Fail with the end of its log when `name` has ended by itself."""
    if running(name, folder) is None:
        log = folder / "logs" / f"{name}.log"
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise TroubleError(f"{name} ended by itself:\n{tail}", f"The whole log: {log}")


def _record(name: str, folder: Path) -> Path:
    return folder / f"{name}.pid.json"


def _born(pid: int) -> str | None:
    """When the process started, to tell it from a later one with the same number."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    found = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None
