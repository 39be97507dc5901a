"""What is deployed, built for this interpreter and machine: the layers and the functions, with bytecode."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from local.builds import built
from local.place import CHECKOUT, fingerprint
from local.telling import TroubleError

LAYERS = {  # by part: its folder, and what builds it
    "dependencies": ("dependencies", "DependenciesLayer"),
    "push": ("dependencies", "PushLayer"),
    "pictures": ("dependencies", "PicturesLayer"),
    "shared": ("shared", "SharedLayer"),
}
SOURCES = (
    "layers",
    "functions",
    *(f"requirements/{name}.txt" for name in ("runtime", "push", "pictures")),
)


def artifact() -> Path:
    """A folder with `dependencies`, `push`, `pictures`, `shared` and `functions`, as `/opt` and `/var/task` have them."""
    return built(
        "artifact", fingerprint((CHECKOUT / name for name in SOURCES), sys.version), _build
    )


def path_of(folder: Path, *besides: str) -> list[str]:
    """`sys.path` of a function, before Python's own, with the layers that it has `besides` those of all."""
    return [
        str(folder / "functions"),
        *(str(folder / name / "python") for name in ("dependencies", "shared", *besides)),
    ]


def layer_command(source: Path, layer: str, target: Path) -> list[str]:
    """What has the Makefile of a layer's folder build it for this interpreter and machine."""
    return [
        *("make", "-s", "-C", str(source), f"build-{layer}"),
        f"ARTIFACTS_DIR={target}",
        f"PYTHON={sys.executable}",
        f"RUNTIME={sys.version_info.major}.{sys.version_info.minor}",
        f"ARCHITECTURE={'x86_64' if platform.machine() == 'x86_64' else 'arm64'}",
    ]


def _build(folder: Path, log: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with log.open("wb") as output:
        for part, (source, layer) in LAYERS.items():
            _run(output, log, *layer_command(CHECKOUT / "layers" / source, layer, folder / part))
        functions = folder / "functions"
        shutil.copytree(
            CHECKOUT / "functions", functions, ignore=shutil.ignore_patterns("__pycache__")
        )
        _run(
            output,
            log,
            *(sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash"),
            str(functions),
        )


def _run(output: object, log: Path, *command: str) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name != "SEANCE_EMPTY_LAYER"
    }
    ended = subprocess.run(
        command,
        stdout=output,  # type: ignore[call-overload]  # a file
        stderr=subprocess.STDOUT,
        env=environment,
        check=False,
    )
    if ended.returncode:
        raise TroubleError(
            "What is deployed could not be built:\n" + log.read_text()[-2000:], f"The log: {log}"
        )
