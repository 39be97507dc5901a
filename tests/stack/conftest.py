"""The running local cloud, shared by all tests; each test has people and events of its own."""

import json
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

import pytest

from local import people
from local.functions import log_lines
from local.place import Place
from tests import messengers
from tests.drift.template import functions, statements
from tests.messengers import Messenger
from tests.stack.cloud import PASSWORD, Cloud
from tests.stack.people import Event, Person, crowd, join, new_address, soon
from tests.stack.place import own_place, remove
from tests.stack.waiting import eventually
from tests.stack.walkthrough import walk

MakePerson = Callable[[str], Person]
MakeCrowd = Callable[[int], list[Person]]
STOPPED_AFTER = 16
LONGEST = {"test_leaving.py", "test_reminders.py", "test_reconciling.py"}
RESTARTING = {
    "test_films.py",
    "test_up.py",
    "test_watch.py",
}  # every function, so that all begin cold again


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file is a worker's, but of the page's each test may be another's.

    The page keeps the cores busy, and the other files mostly wait: so the page's stand among them. The
    longest begin, lest the other workers wait for them; who restarts the functions comes last.
    """
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        group = item.name if item.path.name == "test_page.py" else item.path.name
        item.add_marker(pytest.mark.xdist_group(group))
        groups.setdefault(group, []).append(item)
    page = [group for group in groups if group.startswith("test_the_page")]
    others = sorted(groups.keys() - page - RESTARTING, key=lambda name: (name not in LONGEST, name))
    parts = [[each] for each in page] or [[]]
    for number, group in enumerate(others):
        parts[number % len(parts)].append(group)
    parts.append(sorted(groups.keys() & RESTARTING))
    items[:] = [item for part in parts for group in part for item in groups[group]]


@pytest.fixture(scope="session")
def telegram() -> Iterator[Messenger]:
    """What the deployed functions take for Telegram."""
    with messengers.serving(messengers.telegram()) as service:
        yield service


@pytest.fixture(scope="session")
def vk() -> Iterator[Messenger]:
    """What they take for VK."""
    with messengers.serving(messengers.vk()) as service:
        yield service


@pytest.fixture(scope="session")
def push() -> Iterator[Messenger]:
    """What they take for the browsers' push services."""
    with messengers.serving(messengers.push()) as service:
        yield service


@pytest.fixture(scope="session")
def place(
    request: pytest.FixtureRequest, telegram: Messenger, vk: Messenger, push: Messenger
) -> Iterator[Place]:
    """A local cloud, up for the time of the tests. Its folder stays when a test fails."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it is stopped
    try:
        with own_place(telegram.url, vk.url, push.url) as found:
            yield found
        if not request.session.testsfailed:
            remove(found)
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="session")
def cloud(place: Place) -> Iterator[Cloud]:
    """What is deployed there. In the end no chain was so long that Lambda had stopped it."""
    found = Cloud(place, json.loads(place.stack_file.read_text()))
    yield found
    lengths = {each: longest_chain(found, each) for each in functions() if is_stopped(each)}
    assert max(lengths.values()) < STOPPED_AFTER, lengths


def is_stopped(function: str) -> bool:
    """Whether messages come to it and Lambda ends their chains (tests/component/pump.py says where that is told)."""
    has_queue = "sqs:ReceiveMessage" in str(statements(function))
    return has_queue and functions()[function].get("RecursiveLoop") != "Allow"


def longest_chain(cloud: Cloud, function: str) -> int:
    """How many messages led to one that it handled, at most."""
    lines = [each for each in log_lines(cloud.facts, function, 7200) if "message handled" in each]
    return max((int(json.loads(each)["hops"]) for each in lines), default=0)


@pytest.fixture(scope="session")
def make(cloud: Cloud) -> MakePerson:
    """Somebody new, by name."""
    return lambda name: join(cloud, name)


@pytest.fixture(scope="session")
def gather(cloud: Cloud) -> MakeCrowd:
    """So many new people."""
    return lambda size: crowd(cloud, size)


@pytest.fixture
def host(make: MakePerson) -> Person:
    """Who announces."""
    return make("Anna")


@pytest.fixture
def guest(make: MakePerson) -> Person:
    """Who asks."""
    return make("Boris")


@pytest.fixture
def moderator(make: MakePerson) -> Person:
    """Who helps the host."""
    return make("Vera")


@pytest.fixture(scope="session")
def all_told(cloud: Cloud, make: MakePerson, gather: MakeCrowd) -> Callable[[], None]:
    """Wait until everything so far has been told: a later request has gone all the way to a mail.

    For what must *not* be told; what must be is waited for itself.
    """
    host, rounds = make("Fence"), count(1)

    def wait() -> None:
        guest, event = gather(1)[0], host.announce(soon(days=100 + next(rounds)))
        cloud.await_empty_queues()
        assert guest.ask(event).status_code == 201
        host.is_mailed(event, host.is_told(event, "booking_requested"))
        eventually(lambda: not cloud.waiting_in("ChangesQueue", delayed=True), what="The edits")
        cloud.await_empty_queues()

    return wait


@dataclass(frozen=True)
class Ending:
    """A showing of one minute, and who was there."""

    host: Person
    guest: Person
    asker: Person
    event: Event


@pytest.fixture(scope="session")
def ending(make: MakePerson, gather: MakeCrowd) -> Ending:
    """A showing that starts in seconds and ends a minute later."""
    host, (guest, asker) = make("Anna"), gather(2)
    event = host.announce(soon(hours=1), duration_minutes=1)
    for who in (guest, asker):
        who.ask(event)
    host.approve(event, guest)
    return Ending(host, guest, asker, host.begin(event, seconds=10))


@pytest.fixture(scope="session")
def walking(cloud: Cloud) -> Iterator[Future[None]]:
    """Host and guest on their way, beside the other tests."""
    host, guest = sign_up(cloud, "Anna", "Boris")
    with ThreadPoolExecutor(max_workers=1) as beside:
        yield beside.submit(walk, cloud.facts, host, guest, PASSWORD)


def sign_up(cloud: Cloud, *names: str) -> list[str]:
    """The addresses of new people."""
    addresses = [new_address(each) for each in names]
    for address, name in zip(addresses, names, strict=True):
        people.sign_up(cloud.facts, address, PASSWORD, name)
    return addresses


@dataclass(frozen=True)
class Evening:
    """A showing of one minute that will be reviewed, and who was there."""

    host: Person
    guest: Person
    other: Person
    event: Event


@pytest.fixture(scope="session")
def evening(make: MakePerson, gather: MakeCrowd) -> Evening:
    """A showing that starts in seconds and ends a minute later; reviews give it a schedule more."""
    host, (guest, other) = make("Olga"), gather(2)
    event = host.announce(soon(hours=1), duration_minutes=1, approval="automatic")
    for who in (guest, other):
        assert who.ask(event).status_code == 201
    return Evening(host, guest, other, host.begin(event, seconds=10))


@pytest.fixture(scope="session", autouse=True)
def _early(request: pytest.FixtureRequest) -> None:
    """What takes minutes passes while other tests run."""
    for name in ("ending", "evening", "walking"):
        if any(name in getattr(item, "fixturenames", ()) for item in request.session.items):
            request.getfixturevalue(name)
