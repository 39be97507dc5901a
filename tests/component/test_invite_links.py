"""Invitation links (M32, R22): as many guests as they say, at once or one by one."""

from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World
from tests.component.storage import refused


def made(host: Person, event: dict[str, str], uses: int = 1, **more: object) -> str:
    answer = host.post(f"/events/{event['id']}/invite-links", {"uses": uses, **more})
    assert answer.status == 201, answer.body
    return str(answer.body["url"]).rpartition("/i/")[2]


def redeem(person: Person, token: str) -> Answer:
    return person.post("/invitations/redeem", {"token": token})


def test_m32_a_link_without_approval_gives_the_seat_at_once_and_is_used_once(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(visibility="invite_only")
    token = made(host, event, skip_approval=True)

    for _ in range(2):
        answer = redeem(guest, token)
        assert (answer.status, answer.body["status"]) == (200, "confirmed")
    assert guest.sees(event)["my_role"] == "guest"

    vera = world.person("Vera")
    refused(lambda: redeem(vera, token), 410, "invitation_used")
    (link,) = host.get(f"/events/{event['id']}/invite-links").body["items"]
    assert (link["uses"], link["used"]) == (1, 1)
    assert "url" not in link


def test_m32_a_link_with_approval_only_asks(world: World, host: Person, guest: Person) -> None:
    event = host.announce(visibility="followers", capacity=1)
    token = made(host, event, 3)
    assert redeem(guest, token).body["status"] == "requested"
    assert host.act("approve", event, guest).status == 200
    assert redeem(world.person("Vera"), token).body["status"] == "waitlisted"


def test_m32_who_asked_already_is_let_in_by_a_link_without_approval(
    host: Person, guest: Person
) -> None:
    event = host.announce()
    assert guest.ask(event).body["status"] == "requested"
    assert redeem(guest, made(host, event, skip_approval=True)).body["status"] == "confirmed"


def test_r22_a_use_does_not_come_back_and_its_guest_may(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(visibility="invite_only")
    token = made(host, event, skip_approval=True)
    assert redeem(guest, token).status == 200
    assert guest.act("withdraw", event).status == 200
    vera = world.person("Vera")
    refused(lambda: redeem(vera, token), 410, "invitation_used")
    assert redeem(guest, token).body["status"] == "confirmed"


def test_r23_who_comes_back_by_a_link_is_late_no_more(
    host: Person, guest: Person, clock: Clock
) -> None:
    event = host.announce()
    token = made(host, event, skip_approval=True)
    assert redeem(guest, token).status == 200
    clock.to(event["starts_at"], hours=-2.5)
    assert guest.act("withdraw", event).status == 200
    assert guest.get("/me").body["attendance"]["late"] == 1
    assert redeem(guest, token).body["status"] == "confirmed"
    assert guest.get("/me").body["attendance"]["late"] == 0


def test_r22_revoked_and_expired_links_are_gone(
    world: World, host: Person, guest: Person, clock: Clock
) -> None:
    event = host.announce()
    token = made(host, event, 5)
    (link,) = host.get(f"/events/{event['id']}/invite-links").body["items"]
    for _ in range(2):
        assert host.delete(f"/events/{event['id']}/invite-links/{link['id']}").status == 204
    refused(lambda: redeem(guest, token), 410, "invitation_used")
    assert world.nobody.call("GET", f"/i/{token}", base="").status == 410
    assert host.get(f"/events/{event['id']}/invite-links").body["items"] == []

    soon = made(host, event, expires_at=event["starts_at"])
    clock.to(event["starts_at"])
    refused(lambda: redeem(guest, soon), 410, "invitation_used")
    assert redeem(guest, "nothing").status == 404


def test_r22_a_link_shows_its_holder_the_event_without_the_address_and_changes_nothing(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(visibility="invite_only")
    token = made(host, event)
    path = f"/events/{event['id']}"
    for _ in range(3):
        opened = world.nobody.call("GET", f"/i/{token}", base="")
        assert opened.status == 302
        assert opened.headers["location"].endswith(f"{path}?invitation={token}")
    assert guest.get(path).status == 404
    seen = guest.get(path, invitation=token)
    assert seen.status == 200
    assert "address" not in seen.body["place"] or seen.body["place"]["address"] is None
    other = host.announce(
        film_id="alien-1979", starts_at=event["ends_at"], visibility="invite_only"
    )
    assert guest.get(f"/events/{other['id']}", invitation=token).status == 404
    host.block(guest)
    assert guest.get(path, invitation=token).status == 404
    refused(lambda: redeem(guest, token), 404, "not_found")


def test_r22_only_the_host_lets_in_without_approval(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    moderator = world.person("Mara")
    host.appoint(event, moderator)
    path = f"/events/{event['id']}/invite-links"
    assert moderator.post(path, {"uses": 1}).status == 201
    refused(lambda: moderator.post(path, {"uses": 1, "skip_approval": True}), 403, "forbidden")
    refused(lambda: guest.post(path, {"uses": 1}), 403, "forbidden")
    refused(lambda: host.post(path, {"uses": 101}), 422, "validation_failed")
