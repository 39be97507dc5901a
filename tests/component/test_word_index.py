"""Words lead to events (M4): what the index follows, and what a search does with what is old in it."""

from typing import Any

import pytest

from seance.cloud import keys
from seance.events import store, word_index
from seance.events.unindexed import forget
from seance.events.word_index import PostingItem
from seance.reconciliation import comparison, repair
from seance.reconciliation.model import Mismatch
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import CLOUD, dump

MOSCOW = "CITY#москва"


@pytest.fixture
def seeker(world: World) -> Person:
    """Who looks for a film to watch."""
    return world.person("Sofia")


def postings() -> set[tuple[str, str]]:
    """The keys of all postings."""
    return {key for key, item in dump("words").items() if item["item"]["S"] == "posting"}


def differing(event: dict[str, Any]) -> list[Mismatch]:
    """Where the index says something else than the event."""
    return [each for each in comparison.at(("EVENT", event["id"])) if each.kind == "words"]


def test_each_beginning_leads_to_the_event_everywhere_and_in_its_city(
    host: Person, pump: Pump
) -> None:
    event = host.announce(title="Ночь у реки")
    pump.run()

    sort = f"{event['starts_at'].replace('Z', '.000Z')}#{event['id']}"
    assert {each for _, each in postings()} == {sort}
    partitions = {partition for partition, _ in postings()}
    assert partitions >= {"ALL#ноч", "ALL#рек", "ALL#FILM#solaris-1972", f"{MOSCOW}#ноч"}
    assert "ALL#у" not in partitions
    ends = {item["expires_at"]["N"] for item in dump("words").values()}
    assert len(ends) == 1, "all go when the event has begun"


def test_words_follow_every_edit(host: Person, seeker: Person, pump: Pump) -> None:
    event = host.announce(title="Первое")
    pump.run(times=2)
    assert seeker.finds(query="первое") == [event["id"]]

    host.edit(event, title="Второе", starts_at=at(days=9))
    pump.run(times=2)
    assert seeker.finds(query="первое") == []
    assert seeker.finds(query="второе") == [event["id"]]
    assert seeker.finds(query="второе", city="москва") == [event["id"]]

    host.edit(event, place={"kind": "home", "city": "Тула"})
    pump.run(times=2)
    assert seeker.finds(query="второе", city="москва") == []
    assert seeker.finds(query="второе", city="Тул") == [event["id"]]

    host.edit(event, film_id="alien-1979")
    pump.run(times=2)
    assert seeker.finds(film_id="alien-1979", query="второе") == [event["id"]]
    assert seeker.finds(film_id="solaris-1972") == []


@pytest.mark.parametrize("how", ["cancelled", "for followers", "deleted", "over", "its host left"])
def test_no_word_leads_to_what_cannot_be_found(
    host: Person, pump: Pump, clock: Clock, how: str
) -> None:
    event = host.announce()
    pump.run()
    assert postings()
    match how:
        case "cancelled":
            host.cancel(event)
        case "for followers":
            host.edit(event, visibility="followers")
        case "deleted":
            assert host.delete(f"/events/{event['id']}").status == 204
        case "over":
            clock.to(event["starts_at"])
            word_index.refresh(event["id"])
        case "its host left":
            assert host.delete("/me").status == 202
    pump.run(times=2)

    assert dump("words") == {}


def test_what_is_restored_is_found_again(host: Person, seeker: Person, pump: Pump) -> None:
    event = host.announce()
    host.cancel(event)
    pump.run()
    host.restore(event)
    pump.run()

    assert seeker.finds(query="солярис") == [event["id"]]


def test_a_host_is_found_by_the_new_name(host: Person, seeker: Person, pump: Pump) -> None:
    event = host.announce()
    pump.run()
    assert host.patch("/me", {"name": "Zinaida"}).status == 200
    pump.run(times=2)

    assert seeker.finds(query="zinaida") == [event["id"]]
    assert seeker.finds(query="anna") == []


def test_ratings_and_seats_are_asked_of_the_event(
    world: World, host: Person, seeker: Person, pump: Pump
) -> None:
    event = host.announce(capacity=1)
    pump.run()
    world.confirmed(event, host)
    pump.run()

    assert seeker.finds(query="солярис", has_seats="true") == []
    assert seeker.finds(query="солярис", has_seats="false") == [event["id"]]
    assert seeker.finds(query="солярис", min_host_rating=1) == []
    assert seeker.finds(query="солярис", near="55.75,37.62") == [event["id"]]
    assert seeker.finds(query="солярис", near="59.9,30.3") == []


@pytest.mark.parametrize(
    "change", [{"title": "Другое", "film_id": "alien-1979"}, {"starts_at": at(days=20)}, {"visibility": "followers"}]
)  # fmt: skip
def test_a_posting_that_is_old_finds_nothing(
    host: Person, seeker: Person, pump: Pump, change: dict[str, Any]
) -> None:
    event = host.announce()
    pump.run()
    host.edit(event, **change)
    forget(event["id"], None)  # else it is found as it is now

    assert seeker.finds(query="солярис") == []

    pump.run()
    found = [event["id"]] if "starts_at" in change else []
    assert seeker.finds(query="солярис") == found


def test_what_is_not_public_is_found_by_its_words_as_ever(
    world: World, host: Person, pump: Pump
) -> None:
    follower = world.follower(host)
    event = host.announce(visibility="followers", title="Тайное")
    pump.run()

    assert postings() == set()
    assert follower.finds(query="тайн") == [event["id"]]
    assert follower.finds(film_id="solaris-1972") == [event["id"]]


def test_an_event_of_the_release_before_is_mended_into_the_index(
    host: Person, seeker: Person
) -> None:
    event = host.announce()  # and no stream told of it
    forget(event["id"], None)
    assert seeker.finds(query="солярис") == []
    assert differing(event)

    assert all(repair.mend(each) for each in differing(event))

    assert seeker.finds(query="солярис") == [event["id"]]
    assert differing(event) == []


def test_the_longest_texts_fit_into_one_transaction(
    host: Person, seeker: Person, pump: Pump
) -> None:
    letters = "абвгдежзиклмнопрстуфхцчшщэюя"
    title = " ".join(f"{each}{each}{each}" for each in letters)
    event = host.announce(title=title, place={"kind": "home", "city": "Санкт-Петербург"})
    pump.run()
    host.edit(event, title="".join(chr(0x4E00 + each) for each in range(100)))
    pump.run()

    counts = [sum(key[0].startswith(f"{scope}#") for key in postings()) for scope in ("ALL", "CITY")]  # fmt: skip
    assert counts == [word_index.MOST_TERMS] * 2
    assert seeker.finds(query="\u4e00\u4e01\u4e02") == [event["id"]]


def test_who_comes_between_has_it_written_anew(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two deliveries at once: the one that read an older event writes last, and is refused."""
    event = host.announce(title="Первое")
    wanted, turns = word_index.wanted, iter([True])

    def interrupted(item: Any) -> Any:
        found = wanted(item)
        if next(turns, False):
            host.edit(event, title="Второе")
            word_index.refresh(event["id"])
        return found

    monkeypatch.setattr(word_index, "wanted", interrupted)
    word_index.refresh(event["id"])

    assert {partition for partition, _ in postings()} & {"ALL#пер", "ALL#вто"} == {"ALL#вто"}
    assert differing(event) == []


def test_a_new_price_is_searched_by_and_a_new_seat_writes_no_posting(
    host: Person, guest: Person, seeker: Person, pump: Pump
) -> None:
    event = host.announce()
    pump.run()
    host.edit(event, admission="paid", price={"amount": "5", "currency": "EUR"})
    pump.run()
    assert seeker.finds(query="солярис", admission="paid") == [event["id"]]
    assert seeker.finds(query="солярис", admission="free") == []

    before = dump("words")
    guest.follow(host)
    assert host.invite(event, guest, extra_seat=True).status == 201
    assert guest.act("accept", event).status == 200
    pump.run()
    assert dump("words") == before
    assert differing(event) == []


def test_a_rating_writes_no_posting(host: Person, pump: Pump) -> None:
    event = host.announce()
    pump.run()
    place = len(CLOUD.tables.stream)
    word_index.refresh(event["id"])
    assert len(CLOUD.tables.stream) == place
    assert all(PostingItem.find(key) for key in postings())
    assert keys.indexed(event["id"], MOSCOW) in dump("words")


class TestDescriptions:
    """The contract has them searched, too."""

    def test_they_lead_to_the_event_beside_its_title(
        self, host: Person, seeker: Person, pump: Pump
    ) -> None:
        event = host.announce(title="Вечер", description="Возьмите плед. Чай есть.")
        pump.run(times=2)

        for query in ("плед", "пле", "чай вечер", "вечер чай", "возьмите соляр"):
            assert seeker.finds(query=query) == [event["id"]], query
            assert seeker.finds(query=query, city="Москва") == [event["id"]], query
        for query in ("пледы", "чайник", "плед молоко", "вечер молоко"):
            assert seeker.finds(query=query) == [], query
        assert seeker.finds(query="плед", film_id="solaris-1972") == [event["id"]]
        assert seeker.finds(query="плед", film_id="alien-1979") == []

        host.edit(event, description="Возьмите стул.")
        pump.run(times=2)
        assert seeker.finds(query="плед") == []
        assert seeker.finds(query="стул") == [event["id"]]
        assert not {key for key in postings() if "#пле" in key[0]}

    def test_a_short_word_is_looked_for_in_them(
        self, host: Person, seeker: Person, pump: Pump
    ) -> None:
        event = host.announce(description="У меня кот.")
        pump.run()
        assert seeker.finds(query="ме у") == [event["id"]]
        assert seeker.finds(query="ме я") == []

    def test_the_longest_is_found_from_its_first_word_to_its_last(
        self, host: Person, seeker: Person, pump: Pump
    ) -> None:
        letters = "абвгдежзик"
        found = [f"{one}{two}{three}да" for one in letters for two in letters for three in "лмн"]
        event = host.announce(description=" ".join(found[: 2000 // 6]))
        pump.run()
        for query in (found[0], found[word_index.MOST_TEXT_TERMS - 1]):
            assert seeker.finds(query=query) == [event["id"]]

        host.edit(event, description=" ".join(found[100:200]))
        pump.run()
        texts = {key[0] for key in postings() if key[0].startswith("ALL") and "#TEXT" in key[0]}
        assert texts == {keys.postings("ALL", each[:3], text=True) for each in found[100:200]}
        assert differing(event) == []

    def test_each_is_found_once_wherever_a_page_breaks_off(
        self, world: World, seeker: Person, pump: Pump
    ) -> None:
        """Title and description have a posting each at the same place, and only the second is meant."""
        for place, host in enumerate(world.people(40)):
            host.announce(
                starts_at=at(days=2 + place), title="Плечом к плечу", description="Возьмите плед"
            )
        pump.run()

        cursor, found, pages = None, [], 0
        while pages == 0 or cursor:
            page = seeker.get("/events", query="плед", visibility="public", cursor=cursor).body
            found += [each["id"] for each in page["items"]]
            cursor, pages = page["next_cursor"], pages + 1
        assert pages > 2
        assert len(found) == len(set(found)) == 40

    def test_what_begins_alike_is_told_apart_without_being_read(
        self, host: Person, seeker: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for day in range(3, 9):
            host.announce(starts_at=at(days=day), description="Плечом к плечу")
        pump.run()
        monkeypatch.setattr(store, "find_items", lambda ids: pytest.fail(f"{ids} were read"))
        assert seeker.finds(query="плед") == []


class TestAtOnce:
    """Words follow in seconds; who announces and looks finds the event before."""

    def test_what_was_announced_or_edited_just_now_is_found(
        self, host: Person, seeker: Person, pump: Pump
    ) -> None:
        event = host.announce(title="Первое", description="Возьмите плед.")
        for wanted in ({"query": "перв"}, {"query": "плед"}, {"film_id": "solaris-1972"}):
            assert seeker.finds(**wanted) == [event["id"]]
            assert seeker.finds(**wanted, city="Москва") == [event["id"]]
            assert seeker.finds(**wanted, city="Тула") == []
        pump.run(times=2)
        assert unindexed() == []

        host.edit(event, title="Второе", starts_at=at(days=9))
        assert unindexed() == [event["id"]]
        assert seeker.finds(query="перв") == []
        assert seeker.finds(query="втор") == [event["id"]]
        host.cancel(event)
        assert seeker.finds(query="втор") == []
        pump.run(times=2)
        assert unindexed() == []

    def test_only_the_newest_version_is_taken_as_indexed(self, host: Person) -> None:
        event = host.announce()
        host.edit(event, title="Второе")
        forget(event["id"], 1)
        assert unindexed() == [event["id"]]
        forget(event["id"], 2)
        forget(event["id"], 2)
        assert unindexed() == []

    def test_what_is_deleted_leaves_nothing(self, host: Person) -> None:
        event = host.announce()
        assert host.delete(f"/events/{event['id']}").status == 204
        assert unindexed() == []


def unindexed() -> list[str]:
    """The ids of the events to which their words do not lead yet."""
    return [pk.removeprefix("EVENT#") for pk, sk in dump("main") if sk == keys.unindexed("")[1]]
