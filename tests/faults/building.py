"""The stage of the sweep, made once for a process: one of each that a flow needs."""

import json

from seance.cloud import keys
from seance.notices.store import NoticeItem
from tests.browsers import Browser
from tests.component.gateway import Person
from tests.faults.stage import Body, Stage

OPERATES = {"cognito:groups": "[operators]"}  # as API Gateway tells it of Zoya


def build(stage: Stage) -> None:
    """Make people and events; afterwards it is quiet, and `stage.back` comes back to it."""
    for name in ("anna", "boris", "clara", "dmitri", "fedor", "gleb", "vera", "zoya", "olga"):
        stage.person(name)
    stage.people["newcomer"] = Person(stage.api, "newcomer")  # without a profile yet
    ended = stage.announce("anna", "ended", 1, approval="automatic")
    for name in ("boris", "clara"):
        book(stage, name, "ended")
    ticket = stage.people["boris"].booking(ended)["ticket"]
    stage.names["ticket"] = ticket["code"]
    stage.pump()
    stage.turns.sleep(2 * 24 * 3600)
    review(stage, ended["id"])
    anna, clara = stage.people["anna"], stage.people["clara"]
    for name in ("fedor", "dmitri", "clara"):
        stage.people[name].follow(anna)
    anna.block(stage.people["zoya"])
    connect(stage)
    manual(stage)
    kinds: dict[str, Body] = {
        "full": {"capacity": 1, "approval": "automatic"},
        "auto": {"approval": "automatic"},
        "closed": {"visibility": "followers"},
        "lone": {},
        "parties": {"approval": "automatic", "max_party": 4},
        "cancelled": {},
    }
    for name, more in kinds.items():
        stage.announce("anna", name, 5 + len(stage.names), **more)
    for name in ("clara", "gleb"):
        book(stage, name, "full")
    book(stage, "clara", "cancelled")
    party = {"seats": 3, "companions": ["Оля"]}
    path = f"/events/{stage.names['parties']}/bookings"
    assert stage.people["boris"].post(path, party).status == 201
    assert anna.post(f"/events/{stage.names['cancelled']}/cancel").status == 200
    extra = {"guest_id": stage.names["dmitri"], "extra_seat": True}
    assert anna.post(f"/events/{stage.names['full']}/invitations", extra).status == 201
    path = f"/me/reminders/{stage.names['full']}/day"
    assert clara.delete(path).status == 204
    move(stage)
    tokens(stage)
    propose(stage)
    wait(stage)
    calm(stage)
    report(stage)
    plan(stage)
    stage.names["soon"], stage.names["later"] = stage.at(days=50), stage.at(days=60)
    stage.pump()
    stage.names["asked"] = asked(stage)
    stage.waiting.clear()
    for each in (stage.cloud.mails, stage.cloud.frames, stage.said):
        each.clear()
    link = stage.people["boris"].post("/me/connections/telegram").body["url"]
    stage.names["start"] = link.partition("start=")[2]
    listen(stage)
    stage.pump()
    stage.turns.sleep(61.5)  # so that no instant of a flow is one of the stage's
    stage.keep()


def book(stage: Stage, guest: str, event: str) -> None:
    """Ask for a seat."""
    path = f"/events/{stage.names[event]}/bookings"
    assert stage.people[guest].post(path).status == 201


def review(stage: Stage, event_id: str) -> None:
    """Clara has written, Anna not yet."""
    path = f"/events/{event_id}/reviews/{stage.names['anna']}"
    assert stage.people["clara"].put(path, {"rating": 5, "text": "Уютно"}).status == 201


def propose(stage: Stage) -> None:
    """Fedor is asked, Clara and Gleb have voted, for different times."""
    times = [stage.at(days=70), stage.at(days=71)]
    asked = {
        "film_ids": ["solaris-1972", "alien-1979"],
        "times": times,
        "place": {"kind": "home", "city": "Москва"},
        "time_zone": "Europe/Moscow",
        "capacity": 5,
        "ask": [stage.names["fedor"]],
    }
    answer = stage.people["anna"].post("/proposals", asked)
    assert answer.status == 201, answer.body
    stage.names["proposal"], stage.names["voted"] = answer.body["id"], times[0]
    for name, time in zip(("clara", "gleb"), times, strict=True):
        vote = {"film_ids": ["solaris-1972"], "times": [time]}
        assert stage.people[name].put(f"/proposals/{answer.body['id']}/vote", vote).status == 204


def wait(stage: Stage) -> None:
    """Gleb and Olga wait for what Anna announces: by a wish, by a search."""
    gleb, olga = stage.people["gleb"], stage.people["olga"]
    assert gleb.put("/me/wishes/solaris-1972", {"city_id": "moscow"}).status == 204
    answer = olga.post("/me/searches", {"film_id": "solaris-1972", "city_id": "moscow"})
    assert answer.status == 201, answer.body
    stage.names["search"] = answer.body["id"]


def calm(stage: Stage) -> None:
    """Olga hears all once a day, and Clara's asking waits for it."""
    olga = stage.people["olga"]
    settings = olga.get("/me/notice-settings").body
    assert olga.put("/me/notice-settings", {**settings, "digest": "daily"}).status == 200
    stage.announce("olga", "hers", 100)
    book(stage, "clara", "hers")
    stage.pump()
    (held,) = [name for name in stage.cloud.schedules if name.endswith("-calm")]
    stage.names["calm"] = held.split("-")[1]


def asked(stage: Stage) -> str:
    """The notice by which Anna was told that Boris wants to come."""
    partition, beginning = keys.notice(stage.names["anna"], "")
    told = NoticeItem.query(partition, NoticeItem.sk.startswith(beginning))
    about = ("booking_requested", stage.names["manual"], stage.names["boris"])
    (found,) = (each.id for each in told if (each.kind, each.event_id, each.actor_id) == about)
    return str(found)


def report(stage: Stage) -> None:
    """Vera has reported Gleb, Dmitri what Clara said; Zoya is an operator."""
    zoya = stage.people["zoya"]
    assert zoya.claims
    zoya.claims |= OPERATES
    about = {"kind": "user", "id": stage.names["gleb"], "reason": "fraud"}
    assert stage.people["vera"].post("/reports", about).status == 202
    said = {"kind": "message", "id": stage.names["message"], "event_id": stage.names["manual"]}
    assert stage.people["dmitri"].post("/reports", {**said, "reason": "other"}).status == 202
    for name, case in zip(
        ("case", "rude"), zoya.get("/operator/reports").body["items"], strict=True
    ):
        stage.names[name] = case["id"]


def plan(stage: Stage) -> None:
    """Two evenings, at the second of which seats are given at once."""
    events = [
        {
            "film_id": "solaris-1972",
            "place": {"kind": "home", "city": "Москва"},
            "starts_at": stage.at(days=day),
            "time_zone": "Europe/Moscow",
            "capacity": 5,
            "approval": approval,
        }
        for day, approval in ((80, "manual"), (87, "automatic"))
    ]
    answer = stage.people["anna"].post("/programmes", {"title": "Два вечера", "events": events})
    assert answer.status == 201, answer.body
    stage.names["programme"] = answer.body["id"]


def connect(stage: Stage) -> None:
    """Anna is told everywhere; others have mail."""
    anna = stage.people["anna"]
    assert anna.put("/me/connections/telegram", {"chat_id": 70}).status == 204
    vk = {"owner_id": 42, "access_token": "vk1.a.secret"}
    assert anna.put("/me/connections/vk", vk).status == 204
    assert anna.put("/me/connections/push", Browser("laptop").subscription).status == 204


def listen(stage: Stage) -> None:
    """Anna and Clara have a page open, with the event of everybody on it."""
    for name in ("anna", "clara"):
        ticket = stage.people[name].post("/me/live").body["ticket"]
        stage.say(name, "$connect", queryStringParameters={"ticket": ticket})
        subscribe = {"action": "subscribe", "event_id": stage.names["manual"]}
        stage.say(name, "$default", body=json.dumps(subscribe))


def manual(stage: Stage) -> None:
    """An event with everybody: asked, confirmed, invited, moderating, talking."""
    anna, clara = stage.people["anna"], stage.people["clara"]
    event = stage.announce("anna", "manual", 10)
    for name in ("boris", "gleb", "clara"):
        book(stage, name, "manual")
    assert anna.act("approve", event, clara).status == 200
    assert anna.invite(event, stage.people["fedor"]).status == 201
    assert anna.put(f"/events/{event['id']}/moderators/{stage.names['dmitri']}").status == 204
    said = clara.post(f"/events/{event['id']}/messages", {"text": "Привет"})
    stage.names["message"] = said.body["id"]


def move(stage: Stage) -> None:
    """Clara's places moved onto what she has elsewhere; one of those she has withdrawn from."""
    clara, anna = stage.people["clara"], stage.people["anna"]
    for name, onto, days in (("moved", "other", 30), ("crossed", "held", 40)):
        moved = stage.announce("anna", name, days, approval="automatic")
        other = stage.announce("olga", onto, days + 3, approval="automatic")
        for each in (name, onto):
            book(stage, "clara", each)
        stage.pump()
        assert anna.edit(moved, starts_at=other["starts_at"]).status == 200
        stage.pump()
        assert clara.booking(moved)["status"] == "moved"
        if onto == "other":
            assert clara.act("withdraw", other).status == 200


def tokens(stage: Stage) -> None:
    """What opens without a sign-in."""
    from seance.notices.unsubscribing import url_for, url_for_address

    path = f"/events/{stage.names['manual']}/invite-links"
    made = stage.people["anna"].post(path, {"uses": 1, "skip_approval": True}).body
    stage.names["link_id"], stage.names["invitation"] = made["id"], made["url"].rpartition("/")[2]

    auto = stage.people["anna"].get(f"/events/{stage.names['auto']}").body
    stage.names["code"] = auto["short_url"].rpartition("/")[2]
    assert stage.people["anna"].patch("/me", {"public_calendar": True}).status == 200
    feed = stage.people["clara"].post("/me/calendar").body["url"]
    stage.names["feed"] = feed.rpartition("/")[2]
    stage.names["unsubscribe"] = url_for(stage.names["clara"]).rpartition("/")[2]
    leave = url_for_address("olga.b@example.org", "ru")
    stage.names["uninvite"] = leave.rpartition("/")[2]
