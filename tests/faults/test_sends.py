"""Sends outward when answers get lost: none is doubled, and what did not go out is known.

A twentieth of all answers never arrives, of the tables, of SES, Telegram and VK; another twentieth of
the requests never gets there, which looks the same from here. A message that fails comes again after
three minutes, five times, as from SQS, and one in fifty comes twice though nothing failed.
"""

import heapq
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from queues import send_email, send_push, send_telegram, send_vk
from seance.channels import claims, telegram, transport
from seance.cloud import encryption, mail
from seance.cloud.config import settings
from seance.events import store as events
from seance.notices import store as notices
from seance.notices.model import Message, notice_id
from seance.notices.store import NoticeItem
from tests.component.gateway import CONTEXT
from tests.component.pump import batch
from tests.faults.town import Town
from tests.faults.wire import _Raw, _text

MESSAGES, READERS = 1000, 20
LOST = 0.05
SENDERS = {"email": send_email, "telegram": send_telegram, "vk": send_vk, "push": send_push}
VISIBILITY, TRIES = 180.0, 5
AN_HOUR = 3600.0  # how long VK knows a number again


@dataclass
class Outside:
    """SES, Telegram and VK: what arrived there, by the number in its title."""

    town: Town
    random: Random
    arrived: Counter[int] = field(default_factory=Counter)
    numbers: dict[tuple[str, str], float] = field(default_factory=dict)
    fates: Iterator[str] | None = None

    def fate(self) -> str:
        """What becomes of one request."""
        if self.fates:
            return next(self.fates)
        place = int(self.random.random() / LOST)
        return dict(enumerate(("answer", "request", "refused", "unreached"))).get(place, "fine")

    def ses(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        """Stands in for the network (botocore's `before-send`)."""
        fate = self.fate()
        if fate == "unreached":
            raise ConnectTimeoutError(endpoint_url=request.url)
        if fate == "refused":
            body = json.dumps({"message": "Maximum sending rate exceeded."}).encode()
            headers = HTTPHeaders.from_dict({"x-amzn-errortype": "TooManyRequestsException"})
            return AWSResponse(request.url, 429, headers, _Raw(body))
        if fate in ("500", "504"):
            return AWSResponse(request.url, int(fate), HTTPHeaders(), _Raw(b"{}"))
        if fate != "request":
            subject = json.loads(_text(request.body))["Content"]["Simple"]["Subject"]["Data"]
            self.arrived[_number(subject)] += 1
        if fate in ("request", "answer"):
            self.town.turns.sleep(5)
            raise ReadTimeoutError(endpoint_url=request.url)
        return AWSResponse(request.url, 200, HTTPHeaders(), _Raw(b'{"MessageId": "x"}'))

    def messenger(self, request: httpx.Request) -> httpx.Response:
        """Telegram and VK behind httpx."""
        fate, form = self.fate(), dict(parse_qsl(request.content.decode()))
        if fate == "unreached":
            raise httpx.ConnectTimeout("unreached")
        if fate == "refused":
            return httpx.Response(429, headers={"Retry-After": "60"})
        if fate != "request" and not self._knows(form):
            self.arrived[_number(form.get("text") or form["message"])] += 1
        if fate in ("request", "answer"):
            self.town.turns.sleep(5)
            raise httpx.ReadTimeout("lost")
        return httpx.Response(200, json={"ok": True, "response": 1})

    def _knows(self, form: dict[str, str]) -> bool:
        if "random_id" not in form:
            return False
        key, at = (form["peer_id"], form["random_id"]), self.town.turns.seconds
        known = key in self.numbers and at - self.numbers[key] < AN_HOUR
        self.numbers.setdefault(key, at)
        return known


@dataclass
class Queue:
    """One channel's queue, its function and its dead letters."""

    town: Town
    channel: str
    random: Random
    waiting: list[tuple[float, int, int, dict[str, Any]]] = field(default_factory=list)
    dead: list[dict[str, Any]] = field(default_factory=list)
    places: Iterator[int] = field(default_factory=itertools.count)

    def send(self, url: str, bodies: list[dict[str, Any]], delay_seconds: float = 0) -> None:
        """Takes the place of `queues.send`."""
        for body in bodies:
            self._put(self.town.turns.seconds + delay_seconds, 1, body)

    def _put(self, due: float, tries: int, body: dict[str, Any]) -> None:
        heapq.heappush(self.waiting, (due, next(self.places), tries, body))

    def run(self) -> None:
        """Until it is empty."""
        while self.waiting:
            due, _, tries, body = heapq.heappop(self.waiting)
            self.town.turns.seconds = max(self.town.turns.seconds, due)
            if self.random.random() < 0.02:
                self._put(self.town.turns.seconds + VISIBILITY, TRIES, body)
            answer = SENDERS[self.channel].handler(batch(body), CONTEXT)
            if not answer["batchItemFailures"]:
                continue
            if tries == TRIES:
                self.dead.append(body)
            else:
                self._put(self.town.turns.seconds + VISIBILITY, tries + 1, body)


def _number(text: str) -> int:
    return int(text.partition("№")[2].split()[0].rstrip("”,"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The metrics of sends."""
    counted: Counter[str] = Counter()
    monkeypatch.setattr(claims, "count", lambda outcome, **_: counted.update([outcome]))
    return counted


@pytest.fixture
def outside(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """The services; connections are sealed in a glass of water."""
    services = Outside(town, Random(7))
    monkeypatch.setattr(encryption, "seal", lambda secret, _: json.dumps(secret).encode())
    monkeypatch.setattr(encryption, "unseal", lambda sealed, _: json.loads(sealed))
    monkeypatch.setattr(telegram, "shared_secret", lambda _: "bot-token")
    monkeypatch.setenv("TELEGRAM_TOKEN_SECRET_ARN", "arn:bot")
    monkeypatch.setenv("MAIL_FROM", "seance@example.com")
    settings.cache_clear()
    client = httpx.Client(transport=httpx.MockTransport(services.messenger))
    monkeypatch.setattr(transport, "_client", lambda: client)
    mail._client.cache_clear()
    hooks: Any = mail._client().meta.events
    hooks.register_first("before-send.sesv2", services.ses)
    yield services
    mail._client.cache_clear()


@pytest.fixture
def queue(town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Queue]:
    """The queue of a channel."""

    def of(channel: str) -> Queue:
        made = Queue(town, channel, Random(3))
        monkeypatch.setattr("seance.cloud.queues.send", made.send)
        return made

    return of


def tell(town: Town, queue: Queue, number: int) -> list[NoticeItem]:
    """So many notices for people who want them over the channel; each has a number in its title."""
    host, *readers = town.people(READERS + 1)
    found = events.find(host.announce()["id"])
    assert found
    for reader in readers:
        assert reader.get("/me").status == 200
        if queue.channel == "telegram":
            assert reader.put("/me/connections/telegram", {"chat_id": 7}).status == 204
        if queue.channel == "vk":
            connection = {"owner_id": 7, "access_token": "token"}
            assert reader.put("/me/connections/vk", connection).status == 204
    made = []
    for each in range(number):
        reader = readers[each % READERS]
        at = datetime.now(UTC).isoformat()
        message = Message("invited", found[0].id, each, at, "users", user_ids=(reader.id,))
        assert notices.add(reader.id, message, replace(found[0], title=f"№{each} "), "Anna", ())
        item = notices.find(reader.id, notice_id(reader.id, message))
        assert item
        made.append(item)
        queue.send("", [{"user_id": reader.id, "notice_id": item.id}])
    return made


def lists(made: list[NoticeItem], queue: Queue) -> set[int]:
    """The numbers of what is listed as perhaps not sent, or lies in the dead letters."""
    known = {each.id for each in claims.unsent(MESSAGES)}
    known |= {letter["notice_id"] for letter in queue.dead}
    return {number for number, item in enumerate(made) if item.id in known}


@pytest.mark.parametrize("channel", ["email", "telegram"])
def test_of_a_thousand_messages_none_is_doubled_and_what_is_missing_is_counted_and_listed(
    town: Town, outside: Outside, counted: Counter[str], queue: Callable[[str], Queue], channel: str
) -> None:
    line = queue(channel)
    made = tell(town, line, MESSAGES)
    town.trouble(11, hold=0.0, lost=LOST)

    line.run()

    town.calm()
    assert outside.arrived.most_common(1)[0][1] == 1
    missing = set(range(MESSAGES)) - set(outside.arrived)
    assert 0 < len(missing) < 2 * LOST * MESSAGES  # the lost requests, hardly more
    assert missing <= lists(made, line)
    assert counted["NoticeUnsent"] == len(claims.unsent(MESSAGES))
    assert counted["NoticeSent"] + len(lists(made, line)) == MESSAGES


def test_of_a_thousand_messages_vk_gets_each_exactly_once(
    town: Town, outside: Outside, counted: Counter[str], queue: Callable[[str], Queue]
) -> None:
    line = queue("vk")
    tell(town, line, MESSAGES)
    town.trouble(12, hold=0.0, lost=LOST)

    line.run()

    town.calm()
    assert dict(outside.arrived) == dict.fromkeys(range(MESSAGES), 1)
    assert (claims.unsent(1), line.dead) == ([], [])
    assert counted == {"NoticeSent": MESSAGES}


def test_a_claim_whose_answer_was_lost_knows_itself_and_sends(
    town: Town, outside: Outside, queue: Callable[[str], Queue]
) -> None:
    line = queue("email")
    tell(town, line, 1)
    outside.fates = itertools.repeat("fine")
    town.wire.lost_answers = 1  # botocore asks again, and meets its own claim

    line.run()

    assert outside.arrived == {0: 1}


def test_who_died_while_sending_is_found_out_and_not_repeated(
    town: Town, outside: Outside, counted: Counter[str], queue: Callable[[str], Queue],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    line = queue("email")
    (item,) = tell(town, line, 1)
    outside.fates = itertools.repeat("fine")

    class Killed(BaseException):
        """The process is gone."""

    def die(_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(mail, "send", die)
        body = {"user_id": item.user_id, "notice_id": item.id}
        with pytest.raises(Killed):
            send_email.handler(batch(body), CONTEXT)
    town.turns.sleep(VISIBILITY)
    line.run()

    assert outside.arrived == {}
    assert [each.id for each in claims.unsent(10)] == [item.id]
    assert counted == {"NoticeUnsent": 1}


def test_while_another_delivery_sends_it_waits(
    town: Town, outside: Outside, queue: Callable[[str], Queue]
) -> None:
    line = queue("email")
    (item,) = tell(town, line, 1)
    outside.fates = itertools.repeat("fine")
    held = claims.take(item, "email", "emailed")
    assert held
    body = {"user_id": item.user_id, "notice_id": item.id}

    assert send_email.handler(batch(body), CONTEXT)["batchItemFailures"]

    held.sent()
    assert not send_email.handler(batch(body), CONTEXT)["batchItemFailures"]
    assert (outside.arrived, claims.unsent(1)) == ({}, [])


def test_what_the_release_before_claimed_is_not_sent_again(
    town: Town, outside: Outside, queue: Callable[[str], Queue]
) -> None:
    line = queue("email")
    (item,) = tell(town, line, 1)
    item.update(actions=[NoticeItem.emailed_at.set(datetime.now(UTC))])

    line.run()

    assert (outside.arrived, claims.unsent(1)) == ({}, [])


def test_what_vk_perhaps_took_more_than_an_hour_ago_is_not_sent_again(
    town: Town, outside: Outside, queue: Callable[[str], Queue]
) -> None:
    line = queue("vk")
    (item,) = tell(town, line, 1)
    outside.fates = itertools.repeat("answer")
    line.run()
    assert (outside.arrived, len(line.dead)) == ({0: 1}, 1)
    outside.fates = itertools.repeat("fine")
    town.turns.sleep(AN_HOUR)

    line.send("", line.dead)
    line.run()

    assert outside.arrived == {0: 1}
    assert [each.id for each in claims.unsent(10)] == [item.id]


def test_what_a_gateway_lost_is_unsure_and_what_ses_itself_failed_at_is_not(
    town: Town, outside: Outside, queue: Callable[[str], Queue]
) -> None:
    line = queue("email")
    (item,) = tell(town, line, 1)
    body = batch({"user_id": item.user_id, "notice_id": item.id})
    outside.fates = iter(("500", "504"))

    assert send_email.handler(body, CONTEXT)["batchItemFailures"]
    assert claims.unsent(10) == []
    assert not send_email.handler(body, CONTEXT)["batchItemFailures"]
    assert [each.id for each in claims.unsent(10)] == [item.id]
