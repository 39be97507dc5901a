"""The synthetic journey: it goes through, says what fails, and leaves nothing that grows."""

import base64
import json
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest

from local.journey import make_users
from schedules import journey
from seance.cloud import config
from seance.journey import people
from seance.web.app import Handler
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Caller, Person
from tests.component.pump import Pump
from tests.component.storage import CLOUD, dump

PASSWORD = "Journey-password-1"
Broken = dict[tuple[str, str], int]


@pytest.fixture
def broken() -> Broken:
    """What answers with a failure: method and how the path ends, and the status."""
    return {}


@pytest.fixture
def signed_up(
    api: Handler, cognito: Any, broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> Broken:
    """The pool has the two, and requests over HTTP go to the operations, with the token's claims."""
    pool = cognito.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"]
    client = cognito.create_user_pool_client(
        UserPoolId=pool["Id"],
        ClientName="page",
        ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
    )["UserPoolClient"]
    make_users(cognito, pool["Id"], PASSWORD)
    monkeypatch.setenv("USER_POOL_ID", pool["Id"])
    monkeypatch.setenv("USER_POOL_CLIENT_ID", client["ClientId"])
    monkeypatch.setenv("JOURNEY_SECRET_ARN", CLOUD.secret("journey", PASSWORD))
    config.settings.cache_clear()

    def answer(request: httpx.Request) -> httpx.Response:
        for (method, end), status in broken.items():
            if request.method == method and request.url.path.endswith(end):
                return httpx.Response(status)
        given = Caller(api, claims(request.headers["authorization"])).call(
            request.method,
            request.url.path,
            request.content.decode() or None,
            headers=dict(request.headers),
            **dict(request.url.params),
        )
        return httpx.Response(given.status, json=given.body or None)

    def connect(token: str) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(transport=httpx.MockTransport(answer), headers=headers)

    monkeypatch.setattr(people, "connect", connect)
    return broken


def claims(header: str) -> dict[str, str]:
    """What the authorizer passes on; the access token names nobody, so the name is added here."""
    part = header.split(".")[1]
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return {"sub": found["sub"], "name": f"Walker {found['sub'][:4]}"}


@pytest.fixture
def run(
    signed_up: Broken, pump: Pump, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> Callable[..., bool]:
    """A run at the next quarter of an hour and what follows from it; whether it was counted."""

    def go(*, fire: bool = True, times: int = 1, late: float = 0) -> bool:
        clock.forward(seconds=900 - clock.moment.timestamp() % 900 + late)
        capsys.readouterr()
        for _ in range(times):
            journey.handler({"which": "journey"}, CONTEXT)
        told = capsys.readouterr().out.count('"JourneyDone": 1')
        pump.run()
        for name in [each for each in pump.schedules() if each.endswith("-hour") and fire]:
            pump.fire({"id": name.split("-")[1]}, "hour")
            pump.run()
        return told == times

    return go


def unread(items: Iterable[dict[str, Any]]) -> int:
    """How many notices nobody has read."""
    return sum("unread_key" in each for each in items)


def test_m26_people_of_our_own_get_through_again_and_again(run: Callable[..., bool]) -> None:
    assert all(run() for _ in range(4))


def test_nothing_of_it_grows_but_notices_which_expire(run: Callable[..., bool], pump: Pump) -> None:
    for _ in range(3):
        run()
    main, feed, schedules = dump("main"), dump("feed"), pump.schedules()
    for _ in range(3):
        run()
    assert dump("main").keys() == main.keys()
    assert pump.schedules().keys() == schedules.keys()
    new = [item for key, item in dump("feed").items() if key not in feed]
    assert [item for item in new if "expires_at" not in item and item["pk"]["S"] != "CHANGED"] == []
    assert unread(dump("feed").values()) == unread(feed.values())


def test_nobody_else_sees_anything_of_it(run: Callable[..., bool], guest: Person) -> None:
    run()
    assert guest.get("/events").body["items"] == []
    (event,) = {key[0] for key in dump("main") if key[0].startswith("EVENT#")}
    assert guest.get(f"/events/{event.removeprefix('EVENT#')}").status == 404


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (("POST", "/events"), 503),
        (("GET", "/films"), 500),
        (("DELETE", ""), 500),
        (("PATCH", ""), 409),
        (("POST", "/invitations"), 403),
        (("POST", "/accept"), 409),
    ],
    ids=str,
)
def test_a_step_that_fails_is_not_counted_and_the_next_run_goes_on(
    run: Callable[..., bool], broken: Broken, step: tuple[str, str], status: int
) -> None:
    assert run()
    broken[step] = status
    assert not run()
    broken.clear()
    assert run()
    assert run()


def test_a_reminder_that_does_not_come_is_noticed_by_the_next_run(run: Callable[..., bool]) -> None:
    assert run(fire=False)
    assert not run()
    assert run()


def test_runs_late_in_their_quarter_miss_no_reminder(run: Callable[..., bool]) -> None:
    assert all(run(late=600) for _ in range(3))  # five minutes after the reminder is due


def test_a_run_that_is_called_twice_is_one(run: Callable[..., bool]) -> None:
    assert run()
    assert run(times=2)
    assert run()


def test_after_a_pause_it_begins_anew(run: Callable[..., bool], clock: Clock) -> None:
    assert run()
    clock.forward(hours=5)
    assert run()
    assert run()


def test_who_cannot_sign_in_is_not_counted(
    run: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "JOURNEY_SECRET_ARN", CLOUD.secret("journey-of-another", "Another-password-1")
    )
    config.settings.cache_clear()
    assert not run()
