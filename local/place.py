"""Where one local cloud lives: its folder, its two ports, its template parameters."""

import hashlib
import json
import os
import shlex
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from local.telling import TroubleError

CHECKOUT = Path(__file__).resolve().parent.parent
REGION = "eu-central-1"
STACK_NAME = "seance-local"


@dataclass(frozen=True)
class Place:
    """One local cloud. `port` serves page and API, `aws_port` the AWS APIs, both on loopback."""

    folder: Path
    port: int
    aws_port: int
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def aws_url(self) -> str:
        return f"http://127.0.0.1:{self.aws_port}"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def stack_file(self) -> Path:
        """What scripts and outside tests read: addresses and names."""
        return self.folder / "stack.json"


def find_place(
    folder: Path | None = None,
    port: int | None = None,
    aws_port: int | None = None,
    parameters: dict[str, str] | None = None,
) -> Place:
    """The place asked for.

    What is not said comes from SEANCE_LOCAL_DIR, SEANCE_PORT and SEANCE_AWS_PORT, then from
    what this folder used before, then from its path, so that two checkouts don't meet.
    """
    folder = (folder or Path(os.environ.get("SEANCE_LOCAL_DIR") or CHECKOUT / ".local")).resolve()
    memory = folder / "ports.json"
    remembered: dict[str, int] = json.loads(memory.read_text()) if memory.exists() else {}
    port = port or _from_environment("SEANCE_PORT") or remembered.get("port")
    aws_port = aws_port or _from_environment("SEANCE_AWS_PORT") or remembered.get("aws_port")
    wishes = _wishes(folder)
    port = port or next(wish for wish in wishes if wish != aws_port and is_free(wish))
    aws_port = aws_port or next(wish for wish in wishes if wish != port and is_free(wish))
    folder.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps({"port": port, "aws_port": aws_port}))
    return Place(folder, port, aws_port, parameters or {})


def parse_parameters(text: str) -> dict[str, str]:
    """`Name=Value Other=Value` as a mapping."""
    pairs = [word.partition("=") for word in shlex.split(text)]
    if wrong := [name for name, equals, _ in pairs if not (name and equals)]:
        raise TroubleError(
            f"PARAMETERS has no value for {wrong[0]}.",
            "Write them like: make up PARAMETERS='MinimumNoticeMinutes=0 LogLevel=DEBUG'",
        )
    return {name: value for name, _, value in pairs}


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """A digest of files' contents (folders: of all files in them) and words."""
    digest = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(CHECKOUT)).encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_free(port: int) -> bool:
    """Whether nobody listens on this loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _from_environment(name: str) -> int | None:
    raw = os.environ.get(name, "")
    if raw and not raw.isdigit():
        raise TroubleError(f"{name} is '{raw}', not a port number.", f"Set it like {name}=8000.")
    return int(raw) if raw else None


def _wishes(folder: Path) -> list[int]:
    """Ports for this folder below the range that systems give out by themselves."""
    start = int.from_bytes(hashlib.sha256(str(folder).encode()).digest()[:4], "big") % 9_900
    return [20_000 + (start + step) % 10_000 for step in range(100)]
