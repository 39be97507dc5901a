"""M36, M37: pushes and calm on the running cloud, with its roles, its keys, its queues and its Scheduler."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.browsers import Browser, raw, sender_of
from tests.messengers import Messenger
from tests.stack.cloud import Cloud
from tests.stack.conftest import MakePerson
from tests.stack.people import Person
from tests.stack.waiting import PATIENCE, eventually

ZONE = "Asia/Kathmandu"


def told(service: Messenger, browser: Browser) -> list[dict[str, Any]]:
    """What a browser was sent."""
    return [browser.hear(each) for each in service.taken if each.path.endswith(browser.name)]


def test_m36_a_notice_is_pushed_to_the_one_browser_that_can_read_it(
    host: Person, guest: Person, push: Messenger
) -> None:
    phone = Browser(f"phone-{host.id}")
    key = host.see("/public/push-key")["key"]
    assert len(raw(key)) == 65
    assert host.http.put("/me/connections/push", json=phone.subscription).status_code == 204
    event = host.announce(title="Ночь кино")
    guest.ask(event)
    (said,) = eventually(lambda: told(push, phone), what="A push")
    assert (said["body"], said["url"]) == ("Ночь кино", event["short_url"])
    assert guest.name not in str(said)
    (request,) = [each for each in push.taken if each.path.endswith(phone.name)]
    assert sender_of(request, key)["aud"] == "https://updates.push.services.mozilla.com"
    gone = {"endpoint": phone.endpoint}
    answer = host.http.request("DELETE", "/me/connections/push", json=gone)
    assert answer.status_code == 204
    assert not host.see("/me/notice-settings")["channels"]["push"]


def test_m37_what_comes_in_quiet_hours_goes_out_as_one_message_when_they_end(
    cloud: Cloud, host: Person, make: MakePerson, push: Messenger
) -> None:
    phone = Browser(f"calm-{host.id}")
    assert host.http.put("/me/connections/push", json=phone.subscription).status_code == 204
    assert host.http.patch("/me", json={"time_zone": ZONE}).status_code == 200
    event, guests = host.announce(), [make(name) for name in ("Boris", "Clara")]
    there = datetime.now(ZoneInfo(ZONE))
    ends = (there + timedelta(seconds=100)).replace(second=0, microsecond=0)
    quiet = {"from": f"{there - timedelta(hours=1):%H:%M}", "to": f"{ends:%H:%M}"}
    settings = host.see("/me/notice-settings")
    chosen = {**settings, "quiet": quiet}
    assert host.http.put("/me/notice-settings", json=chosen).json() == chosen
    for guest in guests:
        guest.ask(event)

    def waiting() -> dict[str, Any] | None:
        item = cloud.item(f"USER#{host.id}", "WAITING", table="feed_table")
        return item if item and len(item["notices"]["SS"]) == 2 else None

    assert eventually(waiting, what="Two notices that wait")
    assert not told(push, phone)
    until_then = (ends - datetime.now(ZoneInfo(ZONE))).total_seconds()
    (said,) = eventually(
        lambda: told(push, phone), seconds=until_then + PATIENCE, what="What waited, together"
    )
    assert said["title"] == "2 notifications"
    assert datetime.now(ZoneInfo(ZONE)) >= ends
    assert not waiting()
