"""The page and the gateway: one address for page, API, short links and the live connection.

Vite builds the page and serves it; its proxy passes the rest on to the local cloud.
"""

import hashlib
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from local import processes
from local.builds import built
from local.place import CHECKOUT, Place, fingerprint, is_free
from local.telling import TroubleError, step

NAME = "gateway"
# https://operations.osmfoundation.org/policies/tiles/; another: SEANCE_MAP_TILES, none: empty.
MAP_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
WEB = CHECKOUT / "web"
VITE = str(WEB / "node_modules" / "vite" / "bin" / "vite.js")
SOURCES = ["index.html", "package-lock.json", "tsconfig.json", "vite.config.ts", "src", "public"]


def serve(place: Place, outputs: dict[str, str]) -> None:
    """Have the gateway run with these outputs, and serve what was prepared."""
    pages = place.folder / "page"
    (pages / "config.json").write_text(json.dumps(_config(place, outputs), indent=2))
    stage = outputs.get("LiveStage", "live")
    surroundings = os.environ | {
        "SEANCE_PORT": str(place.port),
        "SEANCE_CLOUD": place.aws_url,
        "SEANCE_API_PATH": f"/_aws/execute-api/{outputs['ApiId']}/$default",
        "SEANCE_LIVE_PATH": f"/_aws/execute-api/{outputs.get('LiveApiId', 'none')}/{stage}",
    }
    routing = hashlib.sha256(
        json.dumps(
            [surroundings[name] for name in sorted(surroundings) if "SEANCE" in name]
        ).encode()
        + (WEB / "vite.config.ts").read_bytes()
        + (WEB / "headers.json").read_bytes()
    ).hexdigest()
    remembered = place.folder / "gateway.txt"
    if processes.running(NAME, place.folder):
        if remembered.exists() and remembered.read_text() == routing:
            return
        processes.stop(NAME, place.folder)
    if not is_free(place.port):
        raise TroubleError(
            f"Port {place.port}, for page and API, is taken by another program.",
            "Stop that program, or choose another port: make up SEANCE_PORT=<port>",
        )
    command = [
        "node",
        VITE,
        "preview",
        "--outDir",
        str(pages),
        "--host",
        "127.0.0.1",
        "--port",
        str(place.port),
        "--strictPort",
    ]
    with step(f"Serving page and API at {place.url}"):
        processes.start(NAME, command, place.folder, dict(surroundings), WEB)
        _await_page(place)
    remembered.write_text(routing)


def prepare(place: Place) -> None:
    """Bundle the page if it has changed; `make check` looks at its types."""
    done = place.folder / "page.txt"
    wanted = fingerprint(WEB / name for name in SOURCES if (WEB / name).exists())
    if done.exists() and done.read_text() == wanted and (place.folder / "page").exists():
        return
    with step("Building the page"):
        files = built("page", wanted, _bundle)
        shutil.rmtree(place.folder / "page", ignore_errors=True)
        shutil.copytree(files, place.folder / "page")
    done.write_text(wanted)


def build(target: Path, log: Path) -> None:
    """Check the page's types and build it into a folder, which holds nothing else then."""
    _run(["npm", "run", "--silent", "build", "--", "--outDir", str(target), "--emptyOutDir"], log)


def _bundle(target: Path, log: Path) -> None:
    """The same without looking at the types."""
    _run(["node", VITE, "build", "--outDir", str(target), "--emptyOutDir"], log)


def _run(command: list[str], log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        ended = subprocess.run(
            command,
            cwd=WEB,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if ended.returncode:
        raise TroubleError(
            f"Building the page failed:\n{log.read_text(errors='replace')[-2000:]}",
            f"The whole log: {log}",
        )


def map_settings(geocoder: str) -> dict[str, str]:
    """Where the page gets its map from, and where it looks addresses up, if anywhere."""
    settings = {
        "map_tiles": os.environ.get("SEANCE_MAP_TILES", MAP_TILES),
        "map_attribution": "© OpenStreetMap",
    }
    return settings | ({"geocoder": geocoder} if geocoder else {})


def _config(place: Place, outputs: dict[str, str]) -> dict[str, Any]:
    """What the page reads at start. All public: a client id is no secret."""
    return {
        "issuer": outputs["Issuer"],
        "client_id": outputs["Audience"],
        "authorization_endpoint": f"{place.url}/oauth2/authorize",
        "token_endpoint": f"{place.url}/oauth2/token",
        "password_endpoint": f"{place.url}/cognito/",
        **map_settings(os.environ.get("SEANCE_GEOCODER", "")),  # vite.config.ts allows it
    }


def _await_page(place: Place, patience: float = 120) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        processes.expect_alive(NAME, place.folder)
        try:
            with urllib.request.urlopen(f"{place.url}/config.json", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TroubleError(
        f"{place.url} did not answer within {patience:.0f} s.",
        f"See {place.logs / (NAME + '.log')}.",
    )
