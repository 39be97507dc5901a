"""Every flow of the product with one thing going wrong at each of its calls to AWS, one after another.

Afterwards the client asks again with the same key, or AWS calls the function again with the same
event; then all is as if nothing had gone wrong.
"""

import asyncio
import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import SimpleNamespace
from typing import Any

import pytest
from aws_lambda_powertools.utilities.idempotency.persistence import base, datarecord, dynamodb
from botocore.retries.quota import RetryQuota
from botocore.signers import RequestSigner

from live import converse
from local.api import DOCUMENT, routers
from schedules import finish, reconcile, remind
from seance.channels import push, telegram, vk
from seance.channels.email import tags_of
from seance.channels.model import Answer as Said
from seance.channels.model import Unreached, Unsure
from seance.cloud import clock as product_clock
from seance.cloud import config
from seance.people.store import find_profile
from seance.web.app import lambda_handler
from tests.component import gateway
from tests.component.gateway import Answer
from tests.component.pump import QUEUES, STREAMS, batch
from tests.faults.building import build
from tests.faults.flows import CONSUMPTIONS, FLOWS, Consumption, Flow, with_ids
from tests.faults.line import BEFORE, READS, Line, Vanished, faults_of
from tests.faults.stage import SILENCE, TRIES, Call, Context, Stage, live_event
from tests.faults.states import SHOWN, State, answered, course, everything, known_in
from tests.faults.turns import Turns
from tests.memory.cloud import Cloud
from tests.memory.environment import process
from tests.tables import all_resources

UNAVAILABLE = (429, 503)
NIGHT = 8 * 3600.0  # seconds
SENDERS = (
    "SendEmail",
    "SendTelegram",
    "SendPush",
)  # to services that do not know again what came before
FUNCTIONS = {
    name: each["Properties"]
    for name, each in all_resources().items()
    if each["Type"] == "AWS::Serverless::Function"
}
HANDLERS: dict[str, Callable[[Any, object], Any]] = {
    f"{each.__module__}.handler": each
    for each in (
        *QUEUES.values(),
        *(function for functions in STREAMS.values() for function in functions.values()),
        finish.handler,
        reconcile.handler,
        converse.handler,
        remind.handler,
    )
}


@contextmanager
def standing(build: Callable[[Stage], None]) -> Iterator[Stage]:
    """A stage in virtual time, as this makes it."""
    turns, cloud = Turns(), Cloud()
    line = Line(cloud, turns.sleep)
    stage = Stage(cloud, line, turns, lambda_handler(*routers()))
    with pytest.MonkeyPatch.context() as patch, process(cloud, line):
        patch.setenv("CHANGE_NOTICE_SECONDS", "60")
        patch.setattr(RetryQuota, "acquire", lambda quota, amount: True)
        patch.setattr(RequestSigner, "handler", lambda *_, **__: None)  # a fifth of the time
        patch.setattr(
            gateway, "CONTEXT", gateway.CONTEXT
        )  # set by each request, put back at the end
        patch.setattr(time, "sleep", turns.sleep)
        patch.setattr(time, "monotonic", turns.monotonic)
        patch.setattr(product_clock, "datetime", turns)
        clock = SimpleNamespace(datetime=_Now(turns), timedelta=dt.timedelta)
        for module in (base, datarecord, dynamodb):
            patch.setattr(module, "dt" if hasattr(module, "dt") else "datetime", clock)
        for channel, answer in (
            (telegram, {"ok": True, "result": {"message_id": 9}}),
            (vk, {"response": {"post_id": 9}}),
        ):
            patch.setattr(channel, "post", _saying(stage, answer))
        patch.setattr(push, "post_bytes", _hearing(stage))
        asyncio.set_event_loop(asyncio.new_event_loop())
        build(stage)
        yield stage
    config.settings.cache_clear()


@pytest.fixture(scope="module")
def built() -> Iterator[Stage]:
    """Built once for a process."""
    with standing(build) as stage:
        yield stage


@pytest.fixture
def stage(built: Stage) -> Iterator[Stage]:
    """As it was built."""
    mark = built.mark
    yield built
    built.mark = mark
    built.back()


class _Now:
    """Powertools' clock."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.fromtimestamp = dt.datetime.fromtimestamp

    def now(self) -> dt.datetime:
        """The virtual one."""
        return self.turns.now(dt.UTC)


def _saying(stage: Stage, body: dict[str, Any]) -> Callable[..., Said]:
    """A messenger that takes everything; what it knows by a number of ours, or as an edit, only once."""

    def say(url: str, fields: dict[str, Any]) -> Said:
        told = json.dumps([url, fields], ensure_ascii=False)
        once = "edit" in url or {"random_id", "guid"} & {*fields}
        if not (once and told in stage.said):
            stage.said.append(told)
        return Said(200, body, None)

    return lambda url, fields: stage.line.outside(
        lambda: say(url, fields), Unreached("test"), Unsure("test")
    )


def _hearing(stage: Stage) -> Callable[..., Said]:
    """A push service that takes everything; each message is encrypted anew, so where it went is what counts."""

    def say(url: str) -> Said:
        stage.said.append(url)
        return Said(201, {}, None)

    return lambda url, body, headers: stage.line.outside(
        lambda: say(url), Unreached("test"), Unsure("test")
    )


def ask(stage: Stage, flow: Flow) -> Answer:
    """The request of a flow, in a function of its own."""
    gateway.CONTEXT = Context(stage.turns)  # type: ignore[assignment]
    path, body = flow.path(stage), flow.filled(stage)
    return stage.ask(flow.who, flow.operation.partition(" ")[0], path, body, flow.query)


def insist(stage: Stage, flow: Flow) -> Answer:
    """Asked again until there is an answer."""
    for _ in range(TRIES):
        stage.turns.sleep(SILENCE)
        answer = ask(stage, flow)
        if answer.status not in UNAVAILABLE:
            return answer
    return answer


def cells(stage: Stage, act: Callable[[], object]) -> list[tuple[str, int, str]]:
    """Everything that can go wrong: the call's name and number, and the fault.

    Of a loop, one read of each kind and three writes.
    """
    stage.back()
    act()
    times = Counter[tuple[str, ...]]()
    found = []
    for k, (name, lines) in enumerate(zip(stage.line.calls, stage.line.lines, strict=True)):
        times[lines] += 1
        if times[lines] <= (1 if name in READS else 3):
            found += [(name, k, fault) for fault in faults_of(name, k)]
    return found


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: f"{flow.operation} {flow.who}")
def test_a_request_is_done_once_whatever_goes_wrong(stage: Stage, flow: Flow) -> None:
    before = everything(stage)
    known = known_in([*before.values(), stage.names, flow.filled(stage)])
    ends: dict[str, State] = {}

    def follow_up() -> State:
        stage.line.begin()
        if (way := course(stage, known)) not in ends:
            stage.pump()
            ends[way] = State.of(stage, before, known)
        return ends[way]

    all_cells = cells(stage, lambda: ask(stage, flow))
    stage.back()
    first = ask(stage, flow)
    assert first.status < 400, first.body
    wanted = follow_up()
    stage.back()
    ask(stage, flow)
    right = {answered(first, known), answered(insist(stage, flow), known)}
    twice = follow_up()

    wrong = []
    for name, k, fault in all_cells:
        stage.back()
        stage.line.begin(fault, k)
        said = "no answer"
        with suppress(Vanished):
            answer = ask(stage, flow)
            # Whatever was said on the way out, nobody heard it.
            said = "no answer" if stage.line.dead else answered(answer, known)
            if not stage.line.dead and answer.status not in UNAVAILABLE and said not in right:
                wrong.append(f"{fault} at {k} {name}: answers {said[:SHOWN]}")
            surely = answer.status in UNAVAILABLE and fault in BEFORE and not stage.is_untouched()
            if surely and not flow.operation.startswith("GET"):
                wrong.append(f"{fault} at {k} {name}: says no although it is done")
        stage.line.begin()
        last = answered(insist(stage, flow), known)
        if last not in right:
            wrong.append(f"{fault} at {k} {name}: after {said[:3]} answers {last[:SHOWN]}")
        found = follow_up()
        difference = found.difference(wanted)
        if difference and (found != twice or flow.operation.startswith("POST")):
            wrong.append(f"{fault} at {k} {name}: {difference}")
    assert not wrong, "\n".join([f"{len(wrong)} of {len(all_cells)}", *wrong])


def handler_of(function: str) -> Callable[[Any, object], Any]:
    """The code behind a function of the template."""
    return HANDLERS[FUNCTIONS[function]["Handler"]]


def find(stage: Stage, flow: Consumption) -> Call:
    """The call that is disturbed; everything before it has been done."""
    function = handler_of(flow.function)
    if flow.schedule:
        event, which = flow.schedule
        schedule = stage.cloud.schedules[f"seance-{stage.names[event]}-{which}"]
        stage.turns.sleep(flow.days * 24 * 3600)
        message = json.loads(schedule["Target"]["Input"])
        return Call(function, batch(message) if which in ("reviews", "calm") else message)
    if flow.says:
        name, route, words = flow.says
        return Call(function, live_event(name, route, body=with_ids(words, stage)))
    if flow.returned:
        profile = find_profile(stage.names[flow.returned])
        assert profile
        mail = {"mail_id": "0107-mail", "at": stage.at(), "reason": "Bounce"}
        return Call(function, batch({**tags_of(profile), **mail}))
    assert flow.cause
    assert ask(stage, flow.cause).status < 400
    if flow.nightly:
        stage.pump()
        stage.turns.sleep(NIGHT)
        return Call(function, {})
    call = stage.pump(
        lambda call: call.function is function and all(each in call.about for each in flow.words)
    )
    assert call, "the request has no such consequence"
    return call


@pytest.mark.parametrize(
    "flow",
    CONSUMPTIONS,
    ids=lambda flow: (
        f"{flow.function} {flow.cause.operation if flow.cause else flow.schedule or flow.says or flow.returned} {flow.words}"
    ),
)
def test_a_message_is_handled_once_whatever_goes_wrong(stage: Stage, flow: Consumption) -> None:
    before = everything(stage)
    call = find(stage, flow)
    known = known_in([*everything(stage).values(), stage.names, call.event])
    stage.turns.sleep(7.3)  # so that no instant of what follows is known
    stage.keep()

    def deliver() -> object:
        return call.function(call.event, Context(stage.turns))

    ends: dict[str, State] = {}

    def follow_up() -> State:
        stage.line.begin()
        stage.turns.sleep(SILENCE)
        stage.deliver(call)
        if (way := course(stage, known)) not in ends:
            stage.pump()
            ends[way] = State.of(stage, before, known)
        return ends[way]

    all_cells = cells(stage, deliver)
    assert all_cells, "the function does nothing"
    stage.back()
    deliver()
    wanted = follow_up()
    wrong = []
    for name, k, fault in all_cells:
        stage.back()
        stage.line.begin(fault, k)
        with suppress(Vanished, Exception):  # an error of a schedule's function: it is called again
            deliver()
        found = follow_up()
        if difference := found.difference(wanted, once=flow.function in SENDERS):
            wrong.append(f"{fault} at {k} {name}: {difference}")
    assert not wrong, "\n".join([f"{len(wrong)} of {len(all_cells)}", *wrong])


def test_every_operation_has_a_flow() -> None:
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    operations = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert {each.operation for each in FLOWS} == operations


def test_every_function_that_aws_calls_has_a_flow() -> None:
    called = {name for name in FUNCTIONS if f"{name}Route" not in all_resources()}
    over_http = {"WalkJourney"}  # by operations that have flows of their own
    assert {each.function for each in CONSUMPTIONS} == called - over_http
