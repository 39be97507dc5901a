"""S18: the last use of an invitation link goes once, and an address is mailed once, through conflicts and lost answers."""

from functools import partial

import pytest

from seance.cloud import encryption
from tests.faults.ledger import Ledger
from tests.faults.town import Town


@pytest.mark.parametrize("seed", range(10))
def test_s18_two_redeem_the_last_use_at_once_and_one_gets_it(town: Town, seed: int) -> None:
    host, first, second = town.people(3)
    event = host.announce(capacity=5)
    asked = {"uses": 1, "skip_approval": True}
    url = host.post(f"/events/{event['id']}/invite-links", asked).body["url"]
    token = {"token": url.rpartition("/")[2]}
    town.trouble(seed, hold=0.05)

    answers = town.at_once(
        *(partial(each.post, "/invitations/redeem", token) for each in (first, second, first))
    )

    assert {answer.status for answer in answers} == {200, 410}
    assert {answer.body.get("code") for answer in answers} == {None, "invitation_used"}
    ledger = Ledger.of(town.tables, event["id"])
    assert (ledger.left, len(ledger.confirmed)) == (4, 1)
    ledger.check()
    (link,) = host.get(f"/events/{event['id']}/invite-links").body["items"]
    assert link["used"] == 1


@pytest.mark.parametrize("seed", range(10))
def test_r22_one_address_invited_at_once_is_one_mail_with_one_use(
    town: Town, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "seal", lambda *_: b"sealed")
    host, moderator = town.people(2)
    event = host.announce()
    host.appoint(event, moderator)
    path = f"/events/{event['id']}/invitations"
    town.trouble(seed, hold=0.05)

    answers = town.at_once(
        *(partial(by.post, path, {"email": "olga@example.org"}) for by in (host, moderator, host))
    )

    assert {answer.status for answer in answers} == {202}
    feed = town.tables.items["feed"].values()
    kinds = [each["item"]["S"] for each in feed]
    assert kinds.count("mailed_invitation") == 1
    assert [each["number"] for each in feed if each["item"] == {"S": "mailings"}] == [{"N": "1"}]
    (link,) = host.get(f"/events/{event['id']}/invite-links").body["items"]
    assert link["uses"] == 1
