"""SnapStart: what is made before the snapshot, and what each copy of it makes anew."""

import gc
import importlib
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from botocore.client import BaseClient

import seance
from seance.cloud import config, encryption, snapshot, tables
from tests.budgets.test_imports import FUNCTIONS, NAMES, ROOT
from tests.component.storage import CLOUD

Hook = Callable[[], None]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    snapshot.register.cache_clear()
    tables.forget_connections()
    yield
    snapshot.register.cache_clear()
    encryption.forget()


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Hook]]:
    """The library that Lambda's runtime brings, and what was given to it."""
    given: dict[str, list[Hook]] = {"before": [], "after": []}
    library = ModuleType("snapshot_restore_py")
    library.register_before_snapshot = given["before"].append  # type: ignore[attr-defined]
    library.register_after_restore = given["after"].append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, library.__name__, library)
    return given


def test_lambdas_runtime_is_given_both_hooks_once(hooks: dict[str, list[Hook]]) -> None:
    snapshot.register()
    snapshot.register()
    assert hooks == {"before": [snapshot.prepare], "after": [snapshot.renew]}


def test_elsewhere_nothing_is_called() -> None:
    assert "snapshot_restore_py" not in sys.modules
    snapshot.register()


def test_before_the_snapshot_clients_and_settings_are_made_and_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config.settings.cache_clear()
    monkeypatch.setattr(CLOUD, "perform", lambda _: pytest.fail("a request was sent"))
    snapshot.prepare()
    assert config.settings.cache_info().currsize == 1
    assert tables.MainItem._connection is not None
    assert tables.FeedItem._connection is not None


def test_all_tables_share_one_client() -> None:
    snapshot.prepare()
    bases = (tables.MainItem, tables.FeedItem, tables.WordsItem)
    assert len({each.connection().client for each in bases}) == 1


@pytest.mark.parametrize(("way", "made"), [("on-demand", True), ("snap-start", False)])
def test_in_lambda_the_client_is_made_in_init_and_garbage_collected_only_after_it(
    monkeypatch: pytest.MonkeyPatch, way: str, made: bool
) -> None:
    monkeypatch.setenv(snapshot.INITIALIZATION, way)
    held: list[bool] = []

    def see() -> None:
        held.append(not gc.isenabled())

    monkeypatch.setattr(snapshot, "_name_hooks", see)
    try:
        importlib.reload(seance)
        snapshot.register()
        assert held == [True]
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
        assert (tables.MainItem._connection is not None) == made
    finally:
        gc.enable()
        gc.unfreeze()


def test_two_copies_of_a_snapshot_go_different_ways() -> None:
    snapshot.prepare()
    state = random.getstate()
    drawn = []
    for _ in range(2):
        random.setstate(state)
        snapshot.renew()
        drawn.append(random.random())
    assert drawn[0] != drawn[1]


def test_a_copy_keeps_no_connection_and_no_secret_of_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed: list[BaseClient] = []

    def close(client: BaseClient) -> None:
        closed.append(client)

    monkeypatch.setattr(BaseClient, "close", close)
    snapshot.prepare()
    arn = os.environ["TELEGRAM_WEBHOOK_SECRET_ARN"]
    monkeypatch.setitem(CLOUD.secrets, arn, "before")
    assert encryption.shared_secret(arn) == "before"
    monkeypatch.setitem(CLOUD.secrets, arn, "replaced while the snapshot lay there")
    snapshot.renew()
    assert encryption.shared_secret(arn) == "replaced while the snapshot lay there"
    assert closed == [tables.MainItem.connection().client]


def test_a_copy_of_a_function_that_made_nothing_has_nothing_to_renew() -> None:
    snapshot.renew()


def test_every_function_but_the_one_without_a_client_gives_its_hooks() -> None:
    """Each in its turn, as if its process were new."""
    code = f"""
import sys, types
given = []
library = types.ModuleType("snapshot_restore_py")
library.register_before_snapshot = library.register_after_restore = given.append
sys.modules[library.__name__] = library
from seance.cloud import snapshot
for name in {NAMES!r}:
    given.clear()
    snapshot.register.cache_clear()
    __import__(name)
    if given != [snapshot.prepare, snapshot.renew]:
        print(name)
"""
    path = os.pathsep.join([str(FUNCTIONS), str(ROOT / "layers" / "shared")])
    ended = subprocess.run(  # noqa: S603 # this interpreter, this code
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.split() == ["meta.unknown_route"]
