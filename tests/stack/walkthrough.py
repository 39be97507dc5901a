"""A host makes an event, a guest takes part in it, and both say how it was; then an evening in company: only HTTP calls.

`make walkthrough` walks it on the running local cloud, which must allow a showing of one minute that
starts at once: make up PARAMETERS='MinimumNoticeMinutes=0 MinimumDurationMinutes=1'
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from local.demo import PASSWORD, PEOPLE
from local.functions import read_stack
from local.telling import run, tell

Json = dict[str, Any]
ADDRESS = "ул. Неглинная, 14, кв. 3"
LONG_AGO = datetime.min.replace(tzinfo=UTC)
UNTIL_THE_START = timedelta(seconds=15)


def walk(stack: Json, host_email: str, guest_email: str, password: str) -> None:  # noqa: PLR0915 # one story
    """From two sign-ins to two reviews; fails at the first answer that is not as promised."""
    host = sign_in(stack, host_email, password)
    guest = sign_in(stack, guest_email, password)
    anna, boris = see(host, "/me"), see(guest, "/me")

    tell("The guest follows the host, and so hears of what she announces.")
    send(guest, "PUT", f"/me/following/{anna['id']}", 204)

    tell("The host finds a film and announces a showing at her home, for two guests.")
    (film,) = see(host, "/films", query="Солярис", limit=1)["items"]
    announced = send(
        host,
        "POST",
        "/events",
        201,
        film_id=film["id"],
        title="Солярис на стене",
        place={"kind": "home", "city": "Москва", "area": "Кузнецкий мост", "address": ADDRESS},
        starts_at=(datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds"),
        time_zone="Europe/Moscow",
        duration_minutes=1,
        capacity=2,
    )
    event = f"/events/{announced['id']}"

    tell("The guest is told, finds it by its words, and sees the area but not the address.")
    told(guest, "event_announced", announced)
    found = see(guest, "/events", query="солярис на стене", city="москва", limit=100)["items"]
    assert announced["id"] in [each["id"] for each in found]
    seen = see(guest, event)
    assert seen["actions"] == ["request"]
    assert seen["place"]["area"] == "Кузнецкий мост"
    assert ADDRESS not in str(seen)

    tell("He asks for a seat. Asking again changes nothing.")
    booking = send(guest, "POST", f"{event}/bookings", 201, message="Принесу чай")
    assert booking["status"] == "requested"
    assert send(guest, "POST", f"{event}/bookings", 200) == booking

    tell("The host is told, looks who asks, and approves.")
    told(host, "booking_requested", announced)
    (asking,) = see(host, f"{event}/bookings", status="requested")["items"]
    assert (asking["guest"]["name"], asking["message"]) == (boris["name"], "Принесу чай")
    approved = send(host, "POST", f"{event}/bookings/{boris['id']}/approve", 200)
    assert approved["status"] == "confirmed"

    tell("The guest is told with a short link that only shows, and knows the address now.")
    notice = told(guest, "booking_approved", announced)
    assert httpx.get(notice["short_url"], timeout=180).status_code in (200, 302)
    seen = see(guest, event)
    assert (seen["place"]["address"], seen["seats_left"]) == (ADDRESS, 1)
    assert seen["actions"] == ["withdraw"]
    calendar = guest.get(f"{event}/calendar.ics")
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert "Солярис на стене" in calendar.text

    tell("They talk.")
    send(guest, "POST", f"{event}/messages", 201, text="Какой этаж?")
    send(host, "POST", f"{event}/messages", 201, text="Третий, без лифта")
    talk = [each["text"] for each in see(guest, f"{event}/messages")["items"]]
    assert talk == ["Третий, без лифта", "Какой этаж?"]

    tell("Nobody wants to wait an hour: the host moves the start.")
    moved = eventually(lambda: begin(host, event))

    tell("The film runs. From its start on nobody comes or goes.")
    eventually(lambda: datetime.now(UTC) >= datetime.fromisoformat(moved["starts_at"]))
    late = guest.post(f"{event}/bookings/me/withdraw", json={})
    assert (late.status_code, late.json()["code"]) == (409, "event_started")

    tell("It is over: both are asked how it was.")
    eventually(lambda: see(guest, event)["status"] == "finished")
    for person in (host, guest):
        told(person, "review_requested", announced)

    tell("The guest writes first, and the host sees it only when she has written too.")
    send(guest, "PUT", f"{event}/reviews/{anna['id']}", 201, rating=5, text="Отличный вечер")
    assert see(host, f"{event}/reviews")["items"] == []
    send(host, "PUT", f"{event}/reviews/{boris['id']}", 201, rating=4, text="Чай был хорош")
    said = {each["author"]["id"]: each["rating"] for each in see(host, f"{event}/reviews")["items"]}
    assert said == {boris["id"]: 5, anna["id"]: 4}

    tell("Both have a rating more, and the evening stands in their past.")
    was = {who["id"]: who for who in (anna, boris)}
    now = {who["id"]: see(host, f"/users/{who['id']}") for who in (anna, boris)}
    for who, rating in ((anna, "host_rating"), (boris, "guest_rating")):
        assert now[who["id"]][rating]["count"] == was[who["id"]][rating]["count"] + 1
    assert announced["id"] in [each["id"] for each in see(host, "/me/events", when="past")["items"]]
    past = see(guest, "/me/bookings", when="past")["items"]
    assert announced["id"] in [each["event_id"] for each in past]


def walk_again(stack: Json, addresses: Sequence[str], password: str) -> None:  # noqa: PLR0915 # one story
    """From two wishes to who came; fails at the first answer that is not as promised."""
    host, *guests = (sign_in(stack, each, password) for each in addresses)
    boris, vera = guests
    begun = datetime.now(UTC).replace(microsecond=0)
    names = {"boris": see(boris, "/me")["id"], "vera": see(vera, "/me")["id"]}

    tell(
        "Two people wish to see a film in company. The host sees how many wish, and by name only whom she follows."
    )
    (film,) = see(host, "/films", query="Сталкер", limit=1)["items"]
    for guest in guests:
        send(guest, "PUT", f"/me/wishes/{film['id']}", 204, city_id="kazan")
        send(guest, "PUT", f"/me/following/{see(host, '/me')['id']}", 204)
    wished = see(host, f"/films/{film['id']}")["wishes"]
    assert (wished["total"] >= 2, wished["mine"]) == (True, False)
    named = {each["id"] for each in see(host, f"/films/{film['id']}/wishes")["items"]}
    assert named <= {each["id"] for each in see(host, "/me/following", limit=100)["items"]}

    tell("She puts this film and another one to the vote, at two times, and asks the two.")
    other = next(each for each in see(host, "/films")["items"] if each["id"] != film["id"])
    times = [
        (datetime.now(UTC) + ahead).isoformat(timespec="seconds")
        for ahead in (timedelta(minutes=40), timedelta(days=2))
    ]
    proposal = send(
        host,
        "POST",
        "/proposals",
        201,
        film_ids=[other["id"], film["id"]],
        times=times,
        place={"kind": "home", "city": "Казань", "area": "Вахитовский", "address": ADDRESS},
        duration_minutes=1,
        visibility="invite_only",
        capacity=3,
        max_party=2,
        ask=[*names.values()],
    )
    vote = f"/proposals/{proposal['id']}"

    tell("They are told, see at which times they are busy, and vote.")
    for guest in guests:
        told(guest, "proposal_opened", None, begun)
    assert [each["busy"] for each in see(boris, vote)["times"]] == [False, False]
    send(boris, "PUT", f"{vote}/vote", 204, film_ids=[film["id"]], times=times[:1])
    send(vera, "PUT", f"{vote}/vote", 204, film_ids=[other["id"], film["id"]], times=times)

    tell(
        "All have voted, so the host is told, and fixes what most can come to. Fixing again is the same evening."
    )
    told(host, "proposal_voted", None, begun)
    best = see(host, vote)["best"]
    assert (best["film_id"], best["votes"]) == (film["id"], 2)
    fixed = {"film_id": best["film_id"], "starts_at": best["starts_at"]}
    evening = send(host, "POST", f"{vote}/fix", 201, **fixed)
    assert send(host, "POST", f"{vote}/fix", 200, **fixed)["id"] == evening["id"]
    event = f"/events/{evening['id']}"

    tell("Who voted is invited, each once, and nobody has a seat yet.")
    for guest in guests:
        told(guest, "invited", evening)
        assert see(guest, event)["my_booking"]["status"] == "invited"
    assert see(host, event)["seats_taken"] == 0

    tell("Boris brings Olga: a party of two. Vera comes alone. Whom he brings only the host knows.")
    party = {"seats": 2, "companions": ["Ольга"]}
    came = send(boris, "POST", f"{event}/bookings/me/accept", 200, **party)
    assert (came["status"], came["seats"]) == ("confirmed", 2)
    send(vera, "POST", f"{event}/bookings/me/accept", 200)
    assert (see(host, event)["seats_taken"], see(host, event)["seats_left"]) == (3, 0)
    listed = {each["guest"]["id"]: each for each in see(host, f"{event}/bookings")["items"]}
    assert listed[names["boris"]]["companions"] == ["Ольга"]
    assert "Ольга" not in vera.get(f"{event}/bookings").text

    tell("The host tries on herself what she then tells those with a seat.")
    send(host, "POST", f"{event}/announcements", 202, text="Вход со двора.", to="me")
    assert told(host, "host_message", evening)["text"].endswith("Вход со двора.")
    send(host, "POST", f"{event}/announcements", 202, text="Вход с улицы!", to="confirmed")
    for guest in guests:
        assert told(guest, "host_message", evening)["text"].endswith("Вход с улицы!")

    tell("At the door: each guest's ticket is their own, and its code checks the whole party in.")
    ticket = see(boris, f"{event}/bookings/me")["ticket"]
    picture = httpx.get(ticket["qr_url"], timeout=180)
    assert picture.headers["Content-Type"] == "image/svg+xml"
    was = [see(guest, "/me")["attendance"] for guest in guests]
    assert [each["came"] for each in see(host, f"{event}/door")["items"]] == [None, None]
    late = host.post(f"{event}/check-in", json={"code": "00000-00000"})
    assert (late.status_code, late.json()["code"]) == (404, "not_found")
    for _ in range(2):
        checked = send(host, "POST", f"{event}/check-in", 200, code=ticket["code"].lower())
        assert (checked["guest"]["id"], checked["seats"]) == (names["boris"], 2)
    assert boris.post(f"{event}/check-in", json={"code": ticket["code"]}).status_code == 403

    tell("Vera did not come. Both are told what was said of them, and it counts once.")
    send(host, "PUT", f"{event}/attendance/{names['vera']}", 204, came=False)
    seen = {each["guest"]["id"]: each["came"] for each in see(host, f"{event}/door")["items"]}
    assert seen == {names["boris"]: True, names["vera"]: False}
    for guest, counts, name in zip(guests, was, ("came", "missed"), strict=True):
        told(guest, "attendance_recorded", evening)
        assert see(guest, "/me")["attendance"] == counts | {name: counts[name] + 1}


# --- the few words that it is told in -------------------------------------------------------------
def sign_in(stack: Json, email: str, password: str) -> httpx.Client:
    """Somebody signed in, as the page does it: Cognito gives a token for address and password."""
    answer = httpx.post(
        stack["aws_endpoint_url"],
        headers={
            "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            "Content-Type": "application/x-amz-json-1.1",
        },
        json={
            "AuthFlow": "USER_PASSWORD_AUTH",
            "ClientId": stack["user_pool_client_id"],
            "AuthParameters": {"USERNAME": email, "PASSWORD": password},
        },
        timeout=180,
    )
    token = answer.raise_for_status().json()["AuthenticationResult"]["AccessToken"]
    return httpx.Client(
        base_url=f"{stack['url']}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=180
    )


def see(person: httpx.Client, path: str, **query: Any) -> Any:
    """Read what must be there."""
    answer = person.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def send(person: httpx.Client, method: str, path: str, status: int, **body: Any) -> Any:
    """Do what must succeed."""
    answer = person.request(method, path, json=body or ({} if method == "POST" else None))
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def begin(host: httpx.Client, event: str) -> Json | None:
    """Move the start to this very minute; nothing where asking took so long that it has passed."""
    start = (datetime.now(UTC) + UNTIL_THE_START).isoformat(timespec="seconds")
    answer = host.patch(event, json={"starts_at": start})
    moved: Json = answer.json()
    return moved if answer.status_code == 200 else None


def told(person: httpx.Client, kind: str, event: Json | None, since: datetime = LONG_AGO) -> Json:
    """The notice of this kind about the event, or about none, once it is in the inbox."""
    about = event["id"] if event else None

    def look() -> list[Json]:
        inbox = see(person, "/me/notices", limit=100)["items"]
        return [
            each
            for each in inbox
            if (each["kind"], each["event_id"]) == (kind, about)
            and datetime.fromisoformat(each["created_at"]) >= since
        ]

    found: list[Json] = eventually(look)
    assert len(found) == 1, found
    return found[0]


def eventually(look: Callable[[], Any], seconds: float = 180) -> Any:
    """What `look` sees once there is anything."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.5)
    return found


def main() -> None:
    addresses = [address for _, address in PEOPLE[:3]]
    walk(read_stack(), addresses[0], addresses[1], PASSWORD)
    tell("\nThe second evening.")
    walk_again(read_stack(), addresses, PASSWORD)
    tell("\nThat was all of it.")


if __name__ == "__main__":
    run(main)
