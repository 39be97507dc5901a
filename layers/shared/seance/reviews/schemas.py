"""Reviews as the API takes and shows them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field, StrictInt

from seance.people.model import Profile, stranger
from seance.people.schemas import PersonOut
from seance.people.store import find_profiles
from seance.reviews.model import Review
from seance.web.answers import Out
from seance.web.fields import Body, LongText


class ReviewIn(Body):
    """From 1 (bad) to 5 (good), and what one wants to say."""

    rating: Annotated[StrictInt, Field(ge=1, le=5)]
    text: LongText | None = None


class ReviewOut(Out):
    """What one said of the other after an event."""

    event_id: str
    author: PersonOut
    subject: PersonOut
    rating: int
    text: str | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, review: Review, people: dict[str, Profile]) -> "ReviewOut":
        """From the value; who wrote an anonymous one is a former user."""
        author = stranger("", review.created_at) if review.anonymous else people[review.author_id]
        return cls(
            event_id=review.event_id,
            author=PersonOut.of(author),
            subject=PersonOut.of(people[review.subject_id]),
            rating=review.rating,
            text=review.text,
            created_at=review.created_at,
            updated_at=review.updated_at,
        )


def reviews_out(reviews: Sequence[Review]) -> list[ReviewOut]:
    """Reviews with the people in them (one request)."""
    people = find_profiles(who for each in reviews for who in (each.author_id, each.subject_id))
    return [ReviewOut.of(each, people) for each in reviews]
