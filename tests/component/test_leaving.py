"""M15, situation 10: an account is deleted with all that follows from it, however often it is interrupted."""

from collections.abc import Callable
from typing import Any

import pytest

from live import converse
from queues import leave
from seance.accounts import deletion
from seance.cloud import config, deadline, limits
from seance.cloud.tables import FeedItem, MainItem
from seance.errors import UpstreamUnavailable
from seance.live import store as live
from seance.live import tickets
from seance.notices.model import Message
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Person, World, at
from tests.component.pump import Pump, batch, record
from tests.component.storage import dump, everything, refused
from tests.component.told import kinds, notices

PRIVATE = ("Leonid", "leonid@example.com", "Arbat", "https://example.com/leonid.png")


def depart(person: Person, pump: Pump) -> None:
    """Delete the account and let all of it come to an end."""
    assert person.delete("/me").status == 202
    finish(pump)


def finish(pump: Pump) -> None:
    """Let pass what the departure waits for."""
    pump.run()
    pump.clock.forward(seconds=deletion.REST.total_seconds() + 1)
    pump.run()


class Life:
    """Somebody with one of everything."""

    def __init__(self, world: World, pump: Pump) -> None:
        self.world, self.pump = world, pump
        self.host, self.friend = world.person("Anna"), world.person("Boris")
        self.leaver = world.person("Leonid")
        self.leaver.patch("/me", {"avatar_url": "https://example.com/leonid.png", "about": "Arbat"})
        self.leaver.follow(self.host)
        self.friend.follow(self.leaver)
        self.enemy = world.person("Enemy")
        self.leaver.block(self.enemy)
        self.enemy.block(self.leaver)
        self._host_side()
        self._guest_side()
        self.leaver.put(
            "/me/notice-settings",
            {"channels": {"email": True}, "muted": ["reminder_day"], "language": "ru"},
        )
        self.leaver.delete(f"/me/reminders/{self.confirmed['id']}/hour")
        assert self.leaver.post("/me/calendar").status == 201
        pump.run()

    def _host_side(self) -> None:
        self.own = self.leaver.announce(starts_at=at(days=20), description="Bring tea")
        self.guest = self.world.confirmed(self.own, self.leaver, "Guest")
        self.empty = self.leaver.announce(starts_at=at(days=22), visibility="followers")

    def _guest_side(self) -> None:
        day = iter(range(2, 20))

        def announce(**fields: Any) -> dict[str, Any]:
            return self.host.announce(starts_at=at(days=next(day)), **fields)

        self.confirmed = announce(capacity=1, approval="automatic")
        self.requested, self.invited, self.moderated = announce(), announce(), announce()
        self.full = announce(capacity=1, approval="automatic")
        self.waiting = self.world.person("Waiting")
        self.leaver.post(f"/events/{self.confirmed['id']}/bookings", {"message": "Leonid here"})
        self.waiting.ask(self.confirmed)
        self.leaver.ask(self.requested)
        self.host.invite(self.invited, self.leaver)
        self.host.appoint(self.moderated, self.leaver)
        self.friend.ask(self.full)
        self.leaver.ask(self.full)

    def check(self) -> None:
        """Nothing of the leaver is left that should not be, and everybody else has what is theirs."""
        main, feed = everything()
        own = f"USER#{self.leaver.id}"
        left = {sort for partition, sort in main if partition == own}
        bookings = {self.confirmed["id"], self.requested["id"], self.invited["id"], self.full["id"]}
        assert left == {"PROFILE", *(f"BOOKING#{each}" for each in bookings)}
        assert main[own, "PROFILE"]["item"] == {"S": "former_user"}
        assert [key for key in feed if key[0] == own] == []
        said = str(list(main.values()))
        assert [word for word in PRIVATE if word in said] == []
        assert self.leaver.id not in str([item for key, item in main.items() if key[1] == "BLOCKS"])
        assert [key for key in main if self.leaver.id in key[1]] == []
        assert [key for key in main if key[0].startswith("CALENDAR#")] == []
        statuses = {
            each: main[own, f"BOOKING#{event['id']}"]["status"]["S"]
            for each, event in vars(self).items()
            if each in ("confirmed", "requested", "invited", "full")
        }
        assert statuses == {"confirmed": "withdrawn", "requested": "withdrawn", "invited": "refused", "full": "withdrawn"}  # fmt: skip
        self._check_the_others()

    def _check_the_others(self) -> None:
        assert self.waiting.booking(self.confirmed)["status"] == "confirmed"
        seen = self.host.sees(self.confirmed)
        assert (seen["seats_left"], seen["capacity"]) == (0, 1)
        assert self.host.sees(self.full)["waitlist_length"] == 0
        assert self.host.get(f"/events/{self.moderated['id']}/moderators").body["items"] == []
        called_off = self.guest.sees(self.own)
        assert called_off["status"] == "cancelled"
        assert called_off["host"]["name"] == "—"
        assert kinds(self.guest).count("event_cancelled") == 1
        assert kinds(self.host).count("booking_withdrawn") == 3
        assert kinds(self.host).count("invitation_refused") == 1
        assert self.friend.get("/me/following").body["items"] == []
        assert self.host.get("/users/me/followers").body["items"] == []
        assert self.friend.get(f"/users/{self.leaver.id}").status == 404


@pytest.fixture
def life(world: World, pump: Pump) -> Life:
    return Life(world, pump)


def test_nothing_of_a_deleted_account_is_left_but_what_others_need(life: Life) -> None:
    connected = life.leaver.put("/me/connections/telegram", {"chat_id": 4815162342})
    assert connected.status == 204
    depart(life.leaver, life.pump)

    life.check()
    assert [each for each in life.pump.schedules() if life.own["id"] in each] == []


def test_everything_that_is_delivered_twice_happens_once(life: Life) -> None:
    assert life.leaver.delete("/me").status == 202
    life.pump.run(times=2)
    life.pump.clock.forward(minutes=1)
    life.pump.run(times=2)

    life.check()


@pytest.mark.botocore
def test_a_departure_goes_on_wherever_it_was_interrupted(
    world: World, pump: Pump, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power fails after each write in turn, for as long as there are writes."""
    assert life.leaver.delete("/me").status == 202
    failures = 0
    for allowed in range(200):
        with power_for(allowed) as failed:
            life.pump.changes("feed")
            message = {"user_id": life.leaver.id, "step": 0}
            answer = leave.handler(batch(message), CONTEXT)
        assert bool(answer["batchItemFailures"]) == failed()
        failures += failed()
        if not failed():
            break
    assert failures > 10
    finish(life.pump)

    life.check()


class power_for:  # noqa: N801 # reads as a sentence
    """So many writes are done; the next one, and what comes after it, is not."""

    def __init__(self, writes: int) -> None:
        self.left, self.off = writes, False
        self.clients = [MainItem.connection().client, FeedItem.connection().client]

    def __enter__(self) -> Callable[[], bool]:
        for client in self.clients:
            client.meta.events.register("before-call.dynamodb", self.cut, unique_id="power")
        return lambda: self.off

    def __exit__(self, *_: object) -> None:
        for client in self.clients:
            client.meta.events.unregister("before-call.dynamodb", unique_id="power")

    def cut(self, model: Any, **_: Any) -> None:
        if self.off or (model.name in WRITES and self.left == 0):
            self.off = True
            raise SystemError("the power is off")
        self.left -= model.name in WRITES


WRITES = {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"}


def test_from_the_first_moment_the_user_writes_nothing_more(life: Life, world: World) -> None:
    other, newcomer = life.host.announce(starts_at=at(days=40)), world.person("New")
    assert life.leaver.delete("/me").status == 202

    refused(lambda: life.leaver.ask(other), 403, "forbidden")
    refused(lambda: life.leaver.put(f"/me/following/{life.host.id}"), 403, "forbidden")
    refused(lambda: life.leaver.get("/me"), 403, "forbidden")
    refused(lambda: life.friend.get(f"/users/{life.leaver.id}"), 404, "not_found")
    refused(lambda: newcomer.put(f"/me/following/{life.leaver.id}"), 404, "not_found")


def test_from_the_first_moment_others_see_a_former_user(life: Life) -> None:
    past = life.friend.announce(starts_at=at(days=60), approval="automatic")
    life.leaver.ask(past)
    assert life.leaver.post(f"/events/{past['id']}/messages", {"text": "Bye"}).status == 201

    assert life.leaver.delete("/me").status == 202

    (message,) = life.friend.get(f"/events/{past['id']}/messages").body["items"]
    assert message["author"]["name"] == "—"
    assert life.guest.sees(life.own)["host"]["name"] == "—"


def test_saying_goodbye_twice_is_one_goodbye(life: Life) -> None:
    assert [life.leaver.delete("/me").status for _ in range(2)] == [202, 202]
    life.pump.run()
    assert life.leaver.delete("/me").status == 202
    finish(life.pump)
    assert life.leaver.delete("/me").status == 202

    life.check()
    assert len([each for each in life.pump.messages("departures") if "step" not in each]) == 1


def test_what_a_request_wrote_that_was_let_in_before_goes_too(life: Life, clock: Clock) -> None:
    late = life.host.announce(starts_at=at(days=50), approval="automatic")
    booked = life.world.person("Late")
    booked.ask(late)
    pump = life.pump
    pump.run()
    assert booked.delete("/me").status == 202
    pump.run()
    assert booked.claims
    item = dump("main")[f"USER#{life.waiting.id}", "AGENDA"]
    client: Any = MainItem.connection().client
    client.put_item(TableName="main", Item=item | {"pk": {"S": f"USER#{booked.id}"}})
    client.put_item(
        TableName="main",
        Item={"pk": {"S": f"USER#{booked.id}"}, "sk": {"S": "SETTINGS"}, "item": {"S": "new_kind"}},
    )
    clock.forward(minutes=1)
    pump.run()

    left = {sort for partition, sort in dump("main") if partition == f"USER#{booked.id}"}
    assert left == {"PROFILE", f"BOOKING#{late['id']}"}
    assert life.host.sees(late)["seats_taken"] == 0


def test_a_token_that_still_lives_makes_no_new_profile_and_a_later_one_does(
    life: Life, clock: Clock
) -> None:
    depart(life.leaver, life.pump)

    refused(lambda: life.leaver.get("/me"), 403, "forbidden")
    refused(lambda: life.leaver.ask(life.requested), 403, "forbidden")
    clock.forward(days=1, minutes=1)
    me = life.leaver.get("/me")
    assert (me.status, me.body["about"]) == (200, None)
    assert life.leaver.get("/me/bookings").body["items"] == []


def test_who_never_came_leaves_as_well(world: World, host: Person, pump: Pump) -> None:
    ghost = Person(world.api, "Ghost")
    assert ghost.put(f"/me/following/{host.id}").status == 204

    depart(ghost, pump)

    assert host.get("/users/me/followers").body["items"] == []
    assert dump("main")[f"USER#{ghost.id}", "PROFILE"]["item"] == {"S": "former_user"}


def test_s10_a_confirmed_guest_who_leaves_frees_the_seat_and_is_not_reminded(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(capacity=1)
    guest = world.confirmed(event, host, "Leonid")
    assert guest.post(f"/events/{event['id']}/messages", {"text": "See you"}).status == 201
    pump.run()
    depart(guest, pump)
    mails = len(pump.mails)

    pump.fire(event, "day")
    pump.run()

    assert host.sees(event)["seats_left"] == 1
    assert (f"USER#{guest.id}") not in {key[0] for key in dump("feed")}
    assert [mail.to for mail in pump.mails[mails:]] == ["anna@example.com"]
    (message,) = host.get(f"/events/{event['id']}/messages").body["items"]
    assert (message["text"], message["author"]["name"]) == ("See you", "—")


def test_a_past_event_stays_with_a_former_host_and_without_the_address(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)
    pump.run()
    clock.to(event["ends_at"], hours=1)
    depart(host, pump)

    seen = guest.sees(event)

    assert (seen["status"], seen["host"]["name"]) == ("finished", "—")
    assert seen["place"].get("address") is None
    assert seen["my_booking"]["status"] == "confirmed"
    assert "event_cancelled" not in kinds(guest)


@pytest.mark.parametrize(("seconds", "fewest"), [(60, 2), (10, 5)])
def test_many_things_take_messages_as_the_time_lasts(
    world: World,
    host: Person,
    pump: Pump,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    fewest: int,
) -> None:
    monkeypatch.setattr(deadline, "left", lambda: seconds)
    leaver = world.person("Leonid")
    events = [host.announce(starts_at=at(days=day)) for day in range(2, 27)]
    for event in events:
        leaver.ask(event)
    pump.run()

    depart(leaver, pump)

    assert {dump("main")[f"USER#{leaver.id}", f"BOOKING#{each['id']}"]["status"]["S"] for each in events} == {"withdrawn"}  # fmt: skip
    assert fewest <= len(pump.messages("departures")) < fewest + 3


def test_the_sign_in_goes_where_it_is_ours(
    world: World, pump: Pump, cognito: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = cognito.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"][
        "Id"
    ]
    made = cognito.admin_create_user(UserPoolId=pool, Username="leonid@example.com")["User"]
    monkeypatch.setenv("USER_POOL_ID", pool)
    config.settings.cache_clear()
    leaver = Person(world.api, "Leonid")
    leaver.id = made["Username"]
    leaver.claims = {"sub": leaver.id, "name": "Leonid"}
    assert leaver.get("/me").status == 200

    depart(leaver, pump)
    deletion.remove_sign_in(leaver.id, None)

    assert cognito.list_users(UserPoolId=pool)["Users"] == []


def test_others_are_told_without_the_name_of_who_left(life: Life) -> None:
    depart(life.leaver, life.pump)

    texts = [each["text"] for each in notices(life.host) if each["kind"] == "booking_withdrawn"]
    assert texts
    assert not [text for text in texts if "Leonid" in text]


def test_what_is_told_late_reaches_nobody_who_has_left(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host, "Leonid")
    follower = world.follower(host, "Foma")
    pump.run()
    host.edit(event, title="Иначе")
    late = [*pump.changes("main")]
    late += [
        record(None, image, pump.clock.moment)
        for (partition, sort), image in dump("main").items()
        if sort in ("EVENT", f"FOLLOWER#{follower.id}", f"BOOKING#{event['id']}")
    ]
    asked = Message(
        "event_changed", event["id"], 9, pump.clock.moment.isoformat(), "users",
        user_ids=(guest.id, follower.id),
    )  # fmt: skip
    for person in (guest, follower):
        depart(person, pump)
    mails = len(pump.mails)

    pump.deliver("main", late)
    pump.send("notices", [asked.body()])
    pump.send("copies", [{"event_id": event["id"], "invited_id": guest.id}])
    pump.run()

    left = {f"USER#{guest.id}", f"USER#{follower.id}"} & {key[0] for key in dump("feed")}
    assert left == set()
    assert {mail.to for mail in pump.mails[mails:]} <= {"anna@example.com"}


def test_late_word_of_blocks_writes_nothing_for_who_has_left(life: Life) -> None:
    own = f"USER#{life.leaver.id}"
    before = dump("main")[own, f"BLOCK#{life.enemy.id}"]
    depart(life.leaver, life.pump)

    life.pump.deliver(
        "main",
        [
            record(before, None, life.pump.clock.moment),
            record(None, before, life.pump.clock.moment),
        ],
    )

    assert [key for key in dump("feed") if key[0] == own] == []


def test_a_live_connection_of_who_leaves_hears_nothing_more(life: Life) -> None:
    live.open_connection("c1", life.leaver.id)
    assert live.subscribe("c1", life.leaver.id, life.requested["id"], 0)
    ticket, _ = tickets.issue(life.leaver.id)

    assert life.leaver.delete("/me").status == 202
    assert converse.connect("c2", {"queryStringParameters": {"ticket": ticket}}) == 401
    finish(life.pump)

    assert live.user_of("c1") is None
    assert live.subscribers(life.requested["id"], None) == ([], [])


def test_a_departure_that_began_is_answered_so_though_writes_cannot_be_closed_yet(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreached(_: str) -> None:
        raise UpstreamUnavailable

    with monkeypatch.context() as outage:
        outage.setattr(limits, "close", unreached)
        assert life.leaver.delete("/me").status == 202
    finish(life.pump)

    assert limits.is_closed(life.leaver.id)


def test_in_others_inboxes_and_exports_stands_a_former_user(life: Life) -> None:
    mails = len(life.pump.mails)
    assert any("Leonid" in each["text"] for each in notices(life.host))
    assert any("Leonid" in each["text"] for each in notices(life.friend))
    assert "'S': 'Leonid'" not in str(dump("feed"))

    depart(life.leaver, life.pump)

    for reader in (life.host, life.friend):
        texts = " ".join(each["text"] for each in notices(reader))
        assert "A former user" in texts
        assert "Leonid" not in texts.replace("Leonid here", "")  # own words stay, as in chats
        told = reader.get("/me/export").body["sections"]["notices"]
        assert "A former user" in {each["actor"] for each in told}
        assert "Leonid" not in {each["actor"] for each in told}
    assert not [mail for mail in life.pump.mails[mails:] if "Leonid" in mail.text]
    life.host.patch("/me", {"language": "ru"})
    assert "Бывший пользователь" in " ".join(each["text"] for each in notices(life.host))
