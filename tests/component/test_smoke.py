from tests.component.gateway import *


def test_smoke(world, host, guest):
    e = host.announce()
    print(e)
    a = guest.ask(e)
    print(a)
    assert a.status == 201 and a.body["status"] == "requested"
    assert guest.ask(e).status == 200
    r = host.act("approve", e, guest)
    print(r)
    assert r.status == 200
    assert host.act("approve", e, guest).status == 200
    assert guest.sees(e)["seats_left"] == 4
    assert guest.sees(e)["place"]["address"]
    w = guest.act("withdraw", e)
    assert w.status == 200, w
    assert guest.act("withdraw", e).status == 200
    assert host.sees(e)["seats_left"] == 5
    assert guest.sees(e)["place"]["address"] is None
    print(guest.get("/events").body)
    assert len(guest.get("/events").body["items"]) == 1
    print(guest.get("/me/bookings").body)
    p = host.patch(f"/events/{e['id']}", {"title": "X", "starts_at": at(days=4)})
    assert p.status == 200, p
    assert p.body["version"] == 2
    assert host.post(f"/events/{e['id']}/cancel", {"reason": "rain"}).body["status"] == "cancelled"
    assert host.post(f"/events/{e['id']}/restore").body["status"] == "scheduled"
    assert host.delete(f"/events/{e['id']}").code == "has_bookings"
    x = host.announce(film_id="alien-1979", starts_at=at(days=9))
    assert host.delete(f"/events/{x['id']}").status == 204
    assert host.get("/me/events").status == 200
