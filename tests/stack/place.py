"""A local cloud of the tests' own: a folder and ports that no `make up` uses, gone afterwards."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from local import cloud, page, processes
from local.place import CHECKOUT, Place, find_place
from local.up import up

FOLDERS = CHECKOUT / ".local" / "test"
RESTORED = "restored"  # in a cloud's folder: the second cloud that its tables come back in
BOT_TOKEN = "1:token-of-a-test-bot"
# Starts that come in seconds, edits told soon, and no limit that a test would meet by accident.
PARAMETERS = {
    "MinimumNoticeMinutes": "0",
    "MinimumDurationMinutes": "1",
    "ChangeNoticeSeconds": "5",
    "WritesPerMinute": "100000",
    "SearchesPerMinute": "100000",
    "Journey": "true",
}


@contextmanager
def own_place(telegram_url: str, vk_url: str, push_url: str) -> Iterator[Place]:
    """A place named after this process; what killed runs left is stopped and removed first.

    Messages go to these addresses in place of Telegram, VK and the push services.
    """
    _sweep()
    folder = FOLDERS / str(os.getpid())
    with pytest.MonkeyPatch.context() as surroundings:
        for name in ("SEANCE_LOCAL_DIR", "SEANCE_PORT", "SEANCE_AWS_PORT"):
            surroundings.delenv(name, raising=False)  # those are the person's own cloud
        place = find_place(folder, parameters=PARAMETERS)
    outside = {
        "TelegramApiUrl": telegram_url,
        "TelegramBotName": "seance_test_bot",
        "VkApiUrl": vk_url,
        "PushUrl": push_url,
    }
    try:
        cloud.start(place)
        outside["TelegramTokenSecretArn"] = _secret(place, "telegram", BOT_TOKEN)
        place = replace(place, parameters=PARAMETERS | outside)
        up(place, with_demo=False)
        yield place
    finally:
        stop(folder)


def _secret(place: Place, name: str, value: str) -> str:
    secrets = cloud.session().client("secretsmanager", endpoint_url=place.aws_url)
    return secrets.create_secret(Name=name, SecretString=value)["ARN"]


def stop(folder: Path) -> None:
    """End its processes, by the ids that were noted; nothing needs to be saved."""
    for name in (page.NAME, cloud.NAME):
        processes.stop(name, folder, patience=3)


def remove(place: Place) -> None:
    """Its data and logs, when nobody needs to look at them."""
    shutil.rmtree(place.folder, ignore_errors=True)


def _sweep() -> None:
    for folder in FOLDERS.glob("*"):
        if folder.name.isdigit() and not _runs(int(folder.name)):
            stop(folder)
            stop(folder / RESTORED)
            shutil.rmtree(folder, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # asks, and sends nothing
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
