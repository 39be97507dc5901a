"""Events as the API takes and lists them."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import (
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    computed_field,
    model_validator,
)

from seance.events import cards
from seance.events.model import (
    Admission,
    Approval,
    Place,
    PlaceKind,
    Status,
    Visibility,
    is_given,
)
from seance.events.prices import PriceIn, PriceOut
from seance.events.store import EventItem, id_of
from seance.films.schemas import FilmOut
from seance.people.model import Rating
from seance.people.schemas import PersonOut, RatingOut
from seance.web.answers import Out
from seance.web.fields import (
    ABSENT,
    Address,
    Body,
    Identifier,
    Line,
    LongText,
    TimeZone,
    Title,
    WebAddress,
    WholeSecond,
)

Latitude = Annotated[StrictFloat | StrictInt, Field(ge=-90, le=90)]
Longitude = Annotated[StrictFloat | StrictInt, Field(ge=-180, le=180)]


class PlaceIn(Body):
    """Where it is; `area` (a district, a metro station) is shown to who may not see the address."""

    kind: PlaceKind
    city: Title | None = None
    area: Line | None = None
    name: Line | None = None
    address: Address | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    url: WebAddress | None = None
    show_address: StrictBool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind != "online" and not self.city:
            raise ValueError("a city is required unless the place is online")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together")
        return self

    def value(self) -> Place:
        """For the model; coordinates to 7 decimals, about a centimetre."""
        values = self.model_dump()
        for name in ("latitude", "longitude"):
            values[name] = None if values[name] is None else round(float(values[name]), 7)
        return Place(**values)


class AreaOut(Out):
    """What of a place everybody may know (R7); the coordinates are good for about a kilometre."""

    kind: PlaceKind
    city: str | None
    area: str | None
    latitude: float | None
    longitude: float | None


class PlaceOut(AreaOut):
    """The place for who is coming, or for all where the host shows the address."""

    name: str | None
    address: str | None
    url: str | None
    show_address: bool


def place_out(place: Place, *, exact: bool) -> PlaceOut | AreaOut:
    """Exact for who is coming; without name, address and url for the others."""
    seen = place if exact else place.public()
    shape = PlaceOut if exact or place.show_address else AreaOut
    return shape(**{name: getattr(seen, name) for name in shape.model_fields})


Duration = Annotated[StrictInt, Field(ge=1, le=1440)]
Capacity = Annotated[StrictInt, Field(ge=1, le=10_000)]


class EventIn(Body):
    """A new event. The title defaults to the film's, the duration to its running time and 30 minutes."""

    film_id: Identifier
    title: Title | None = None
    description: LongText = ""
    place: PlaceIn
    starts_at: WholeSecond
    time_zone: TimeZone
    duration_minutes: Duration | None = None
    visibility: Visibility = "public"
    approval: Approval = "manual"
    admission: Admission = "free"
    price: PriceIn | None = None
    capacity: Capacity


class EventEdit(Body):
    """Any of the fields of a new event; those that are given are changed."""

    film_id: Identifier = ABSENT
    title: Title | None = None
    description: LongText = ABSENT
    place: PlaceIn = ABSENT
    starts_at: WholeSecond = ABSENT
    time_zone: TimeZone = ABSENT
    duration_minutes: Duration = ABSENT
    visibility: Visibility = ABSENT
    approval: Approval = ABSENT
    admission: Admission = ABSENT
    price: PriceIn | None = None
    capacity: Capacity = ABSENT


class Cancellation(Body):
    """Why."""

    reason: LongText | None = None


class Titled(Out):
    """An event's title, and whether its host gave it; else it is the film's, in whatever language."""

    title: str
    film: FilmOut

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way
    @property
    def title_given(self) -> bool:
        """Where it is false, show what the film is called in the reader's language."""
        return is_given(self.title, vars(self.film))


class EventSummary(Titled):
    """An event in a list: from the card, so without description and without what is the reader's own.

    `seats_left` and `waitlist_length` follow the bookings within seconds; on the event page the seats
    are exact.
    """

    id: str
    host: PersonOut
    place: PlaceOut | AreaOut
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    duration_minutes: int
    visibility: Visibility
    approval: Approval
    admission: Admission
    price: PriceOut | None
    capacity: int
    seats_taken: int
    seats_left: int
    waitlist_length: int
    status: Status
    version: int

    @classmethod
    def of(cls, item: EventItem, now: datetime, **more: Any) -> Self:
        """From an item of an index; subclasses are given what else they show."""
        card = cards.read(item.card)
        host: cards.Host = card["host"]
        left = min(card["capacity"], int(item.seats_left))
        person = PersonOut(
            id=host.id,
            name=host.name,
            avatar_url=host.avatar_url,
            host_rating=RatingOut.of(Rating(host.rating_sum, host.rating_count)),
            guest_rating=RatingOut.of(Rating()),
        )
        finished = card["status"] == "scheduled" and now >= card["ends_at"]
        return cls(
            **{
                **card,
                "id": id_of(item),
                "host": person,
                "film": FilmOut(overview=None, **card["film"]),
                "place": place_out(card["place"], exact=False),
                "seats_left": left,
                "seats_taken": card["capacity"] - left,
                "waitlist_length": int(item.waitlist_length),
                "status": "finished" if finished else card["status"],
                **more,
            }
        )


class OwnEvent(EventSummary):
    """An event in the list of who runs it; what is past waits for no answer any more."""

    requests_waiting: int


class PublicEvent(EventSummary):
    """A public event as anybody may see it."""

    description: str
    cancel_reason: str | None
    short_url: str
    share_urls: dict[str, str]
