"""Nothing happens at import: no client, no setting, no clock. Seen in a fresh interpreter."""

import os
import subprocess
import sys
from dataclasses import fields

import pytest

from seance.cloud.config import Settings
from tests.budgets.test_imports import FUNCTIONS, NAMES, ROOT

POISON = """
import os, sys
import boto3, botocore.session
from seance.cloud import clock, config

def refuse(what):
    def refused(*args, **kwargs):
        raise SystemExit(f"{what} at import")
    return refused

class Environment(dict):
    def __getitem__(self, name):
        if name in OURS:
            raise SystemExit(f"{name} read at import")
        return super().__getitem__(name)
    def get(self, name, default=None):
        return self[name] if name in self or name in OURS else default

botocore.session.Session.create_client = refuse("a client was made")
clock.now = refuse("the clock was read")
config.settings = refuse("the settings were read")
os.environ = Environment(os.environ)
"""


@pytest.mark.parametrize("room", sorted({name.split(".")[0] for name in NAMES}))
def test_importing_an_operation_does_nothing(room: str) -> None:
    ours = [field.name.upper() for field in fields(Settings)]
    names = [name for name in NAMES if name.split(".")[0] == room]
    code = f"OURS = {ours!r}{POISON}for name in {names!r}: __import__(name)\nprint('quiet')"
    path = os.pathsep.join([str(FUNCTIONS), str(ROOT / "layers" / "shared")])
    ended = subprocess.run(  # noqa: S603 # this interpreter, this code
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.stdout.strip(), ended.returncode) == ("quiet", 0), ended.stderr
