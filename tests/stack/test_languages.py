"""M25: two readers of one event, each told in their language, in the time of the place."""

from zoneinfo import ZoneInfo

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, moment, soon

TITLES = {"ru": "Место ваше", "en": "You have a seat"}
REFUSALS = {
    "ru": ("Вам этого делать нельзя", "Это делают только хозяин и модераторы."),
    "en": ("You may not do this", "Only the host and the moderators do this."),
}


def test_m25_each_reads_inbox_mails_and_problems_in_their_language(
    host: Person, gather: MakeCrowd
) -> None:
    event = host.announce(
        soon(days=20), time_zone="Asia/Kathmandu", admission="paid", price={"amount": "350.00", "currency": "RUB"}
    )  # fmt: skip
    readers = dict(zip(("ru", "en"), gather(2), strict=True))
    for language, reader in readers.items():
        assert reader.http.patch("/me", json={"language": language}).status_code == 200
        reader.ask(event)
    host.approve(event, *readers.values())

    local = moment(event["starts_at"]).astimezone(ZoneInfo("Asia/Kathmandu"))
    for language, reader in readers.items():
        notice = reader.is_told(event, "booking_approved")
        assert notice["title"] == TITLES[language]
        assert f"{local:%H:%M} (Asia/Kathmandu, UTC+5:45)" in notice["text"]
        assert ("г., " in notice["text"]) == (language == "ru")
        reader.is_mailed(event, notice)

    host.change(event, price={"amount": "12.50", "currency": "USD"})
    prices = {"ru": "Цена: 350 ₽ → 12,50 $", "en": "Price: RUB 350 → $12.50"}
    for language, reader in readers.items():
        changed = reader.is_told(event, "event_changed")
        assert prices[language] in changed["text"].replace("\N{NO-BREAK SPACE}", " ")

    for language, reader in readers.items():
        answer = reader.post(
            f"/events/{event['id']}/bookings/{host.id}/approve",
            headers={"Accept-Language": f"{language}-{language.upper()},en;q=0.5"},
        )
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (403, "forbidden")
        assert (problem["title"], problem["detail"]) == REFUSALS[language]
        assert answer.headers["Content-Language"] == language
        assert "Accept-Language" in answer.headers["Vary"]
