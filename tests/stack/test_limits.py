"""The contract's limits: who writes too much waits."""

from datetime import UTC, datetime

from tests.stack.cloud import Cloud
from tests.stack.people import Person, codes


def test_limits_a_write_too_many_says_when_to_come_again(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    """The tests' own cloud allows very many writes, so the count is filled up past the API."""
    guest.follow(host)
    item = {"id": {"S": f"writes#{guest.id}"}}
    minute = int(datetime.now(UTC).timestamp()) // 60
    full = {f"m{minute + ahead}": {"N": "100000"} for ahead in (0, 1)}
    cloud.put_item(item | full, "idempotency_table")

    refused = guest.put(f"/me/following/{host.id}")

    assert codes([refused]) == ["too_many_requests"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.json()["next_step"] == "wait"
    assert guest.get("/me").status_code == 200
    host.follow(guest)
