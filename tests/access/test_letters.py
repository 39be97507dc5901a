"""What lies in the queues of parked records and in the logs has nothing that their reader may not know."""

import io
import json

import pytest

from streams import deliver, follow_up, push, tell
from tests.access.company import SEATED, Company, name_of
from tests.component.gateway import CONTEXT
from tests.component.pump import record

# What is on its way to somebody stands in the record that tells it: words to a guest or host, and the
# place in the facts that the guests are told.
ON_THEIR_WAY = ("Qasks-", "Qinvites-", "Qapprove-", "Qdecline-", "Qremove-", "Qwithdraws", "Qplace1", "Qstreet1", "qlink1", "55.75123", "37.61543", "Qtitle1")  # fmt: skip
STREAMS = {"tell": (tell, "main"), "follow_up": (follow_up, "main"), "deliver": (deliver, "feed"), "push": (push, "feed")}  # fmt: skip


@pytest.mark.parametrize("company", ["public"], indirect=True)
def test_r14_a_parked_record_has_no_private_word(
    company: Company, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    """Of every item that was ever written, by each of the functions."""
    company.attend()
    written = list(company.stored.stream)

    def broken(*_: object) -> None:
        raise RuntimeError

    for name, (module, table) in STREAMS.items():
        monkeypatch.setattr(module, name, broken)
        company.pump.sent.clear()
        records = [record(each.old, each.new, company.clock.moment) for each in written if each.key[0] == table]  # fmt: skip
        assert module.handler({"Records": records}, CONTEXT) == {"batchItemFailures": []}
        parked = [each.body for each in company.pump.sent]
        assert len(parked) == len(records) > 20
        leaks = set(company.leaks("operator", json.dumps(parked, ensure_ascii=False)))
        if name == "tell":
            leaks = {word for word in leaks if not word.startswith(ON_THEIR_WAY)}
        assert (name, leaks) == (name, set())
    assert company.leaks("operator", log.getvalue()) == []
    assert company.leaks("operator", "Qsays-host") == ["Qsays-host"]
    assert company.leaks("operator", name_of(min(SEATED))) == [name_of(min(SEATED))]
