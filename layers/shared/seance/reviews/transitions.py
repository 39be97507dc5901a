"""How reviews are written, taken back and revealed: read, check, decide, write."""

from datetime import datetime, timedelta

from seance.bookings.visibility import look
from seance.cloud import keys, queues, schedules
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.cloud.config import settings
from seance.cloud.tables import Position
from seance.errors import Forbidden, NotFound
from seance.events import reminders
from seance.events.model import review_closes_at
from seance.people.model import Profile, stranger
from seance.reviews import model, store
from seance.reviews.model import Review, Step
from seance.reviews.store import Situation


def write(
    event_id: str, author_id: str, subject_id: str, rating: int, text: str | None
) -> tuple[Review, dict[str, Profile]]:
    """The author's review as it stands now, and both people with their ratings."""

    def work() -> tuple[Review, dict[str, Profile]]:
        at, moment = store.situation(event_id, author_id, subject_id), now()
        rated_as = check_writes(at, author_id, subject_id)
        window = settings().review_window
        model.check_open(at.event, window, moment)
        closes_at = review_closes_at(at.event, window)
        new = Review(
            event_id, author_id, subject_id, rated_as, rating, text, moment, moment, closes_at
        )
        review, steps = model.write(at.own, at.other, new)
        if steps:
            model.check_not_hidden(at.own)
            store.save(steps, list(at.people), unanswered=None if at.own or at.other else new)
        people = {
            each: at.people.get(each) or stranger(each, moment) for each in (author_id, subject_id)
        }
        return review, model.rerated(people, steps)

    return decide(work)


def take_back(event_id: str, author_id: str, subject_id: str) -> None:
    """R14: one's own words are one's own, also when the window has closed."""

    def work() -> None:
        at = store.situation(event_id, author_id, subject_id)
        model.check_not_hidden(at.own)
        if at.own:
            store.save([Step(at.own, None)], list(at.people))
        else:
            check_writes(at, author_id, subject_id)

    decide(work)


def hide(event_id: str, author_id: str, subject_id: str) -> None:
    """R24: for its author alone, and not counted from now on; what is gone stays so."""

    def work() -> None:
        (found,) = store.find_many([keys.review(event_id, author_id, subject_id)]).values() or (
            None,
        )
        if found and (steps := model.hide(found)):
            store.save(steps, store.with_profile([subject_id]))

    decide(work)


def check_writes(at: Situation, author_id: str, subject_id: str) -> model.RatedAs:
    """R6, R14: `NotFound` to who may not see the event, `Forbidden` to who only sees it."""
    if at.event.is_hidden_from(author_id):
        raise NotFound
    try:
        return model.check_writes(at.event, author_id, subject_id, at.bookings)
    except Forbidden:
        look(at.event.id, author_id)
        raise


def close_later(event_id: str, closes_at: datetime) -> None:
    """Somebody has not been answered: have the event's reviews revealed when the window closes."""
    message = queues.carry({"close": event_id})
    if closes_at <= now():
        queues.send(settings().copies_queue_url, [message])
        return
    at = closes_at + timedelta(
        seconds=1
    )  # schedules know whole seconds, and this one must not be early
    schedules.put(reminders.name(event_id, "reviews"), at, settings().copies_queue_arn, message)


def close(event_id: str, after: Position | None = None) -> None:
    """The window has closed: one page of the event's reviews is revealed, the next is a message.

    Called again, it finds nothing left to do; what is not due yet it comes back for.
    """

    def work() -> tuple[list[Review], Position | None]:
        reviews, last = store.of_event(event_id, after)
        steps = model.close(reviews, now())
        if steps:
            subjects = [step.after.subject_id for step in steps if step.after]
            store.save(steps, store.with_profile(subjects))
        return reviews, last

    reviews, last = decide(work)
    early = [each.closes_at for each in reviews if not each.revealed_at and not each.is_due(now())]
    if early:
        close_later(event_id, min(early))
    if last:
        queues.send(settings().copies_queue_url, [{"close": event_id, "after": dict(last)}])
