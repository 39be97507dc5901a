"""Types of the fields that come in: strict, trimmed and bounded."""

import re
import warnings
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Header, Path, Query
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StrictStr,
    StringConstraints,
)
from pydantic.warnings import UnsupportedFieldAttributeWarning

from seance import languages, texts, zones
from seance.errors import ValidationFailed

# FastAPI names a body by an alias, which means nothing to a body that is built with its route.
warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)

POLE, ANTIMERIDIAN = 90, 180  # degrees
RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)
_TAG = re.compile(r'(W/)?"([^"]*)"')  # RFC 9110, 8.8.3
ULID_PATTERN = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"


class Body(BaseModel):
    """Base of every request body: unknown fields are refused. The route that takes it builds it."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


def _rfc3339(value: Any) -> Any:
    """Pydantic takes Unix seconds too, the contract does not."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d[Tt ]", value):
        raise ValueError("must be an RFC 3339 time with an offset")
    return value


def _utc(value: datetime) -> datetime:
    try:
        moment = value.astimezone(UTC)
    except OverflowError:
        raise ValueError("must be within the calendar in UTC too") from None
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _whole_second(value: datetime) -> datetime:
    return _utc(value).replace(microsecond=0)


def _readable(value: Any) -> Any:
    """A text with one kind of line ends; empty where it shows nothing, so that it is as if left blank."""
    if not isinstance(value, str):
        return value
    text = texts.lines(value)
    if texts.has_controls(text):
        raise ValueError("must not contain control characters")
    return text if texts.shows(text) else ""


def _one_line(value: str) -> str:
    """A title stands in the subject of an e-mail, where a second line has no place."""
    if len(value.splitlines()) > 1 or "\t" in value:
        raise ValueError("must be one line")
    return value


def _known_zone(value: str) -> str:
    if value not in zones.names():
        raise ValueError("is not a time zone of the IANA database")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(_utc)]
WholeSecond = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(_whole_second)]
# In a query string an unescaped + of an offset arrives as a space.
InstantQuery = Annotated[
    AwareDatetime,
    BeforeValidator(lambda value: _rfc3339(value).replace(" ", "+")),
    AfterValidator(_utc),
]
TimeZone = Annotated[StrictStr, AfterValidator(_known_zone)]
LanguageTag = Annotated[StrictStr, StringConstraints(max_length=12), AfterValidator(languages.tag)]


def _limits(minimum: int, maximum: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=minimum, max_length=maximum)


# Texts are trimmed before they are measured; lengths are in characters. This is the one place for them.
_READABLE = BeforeValidator(_readable)
Title = Annotated[StrictStr, _limits(1, 120), AfterValidator(_one_line), _READABLE]
Line = Annotated[StrictStr, _limits(0, 120), AfterValidator(_one_line), _READABLE]
Address = Annotated[StrictStr, _limits(0, 300), AfterValidator(_one_line), _READABLE]
LongText = Annotated[StrictStr, _limits(0, 2000), _READABLE]
Announced = Annotated[StrictStr, _limits(1, 500), _READABLE]
ChatText = Annotated[StrictStr, _limits(1, 2000), _READABLE]
PersonName = Annotated[StrictStr, _limits(1, 80), AfterValidator(_one_line), _READABLE]
Identifier = Annotated[StrictStr, _limits(1, 128), AfterValidator(_one_line), _READABLE]
WebAddress = Annotated[
    StrictStr, StringConstraints(pattern=r"^https://[^\s]+$", max_length=2000), _READABLE
]

ABSENT: Any = None  # the default of a field that may be left out, but not be null

EventId = Annotated[str, Path(pattern=ULID_PATTERN)]
ProposalId = EventId
SearchId = EventId
CaseId = EventId
ProgrammeId = EventId
UserId = Annotated[str, Path(pattern="^[A-Za-z0-9|:@._~+=-]{1,128}$")]
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=2000)]
IfMatch = Annotated[str | None, Header(max_length=1000)]
CacheControl = Annotated[str | None, Header(max_length=1000)]


def point(near: str | None) -> tuple[float, float] | None:
    """`latitude,longitude` in degrees, as in `?near=`."""
    if near is None:
        return None
    if re.fullmatch(r"-?\d{1,3}(\.\d{1,10})?,-?\d{1,3}(\.\d{1,10})?", near, re.ASCII):
        latitude, longitude = (float(part) for part in near.split(","))
        if abs(latitude) <= POLE and abs(longitude) <= ANTIMERIDIAN:
            return latitude, longitude
    raise ValidationFailed.of("near", "must be latitude,longitude in degrees")


def wants_newest(cache_control: str | None) -> bool:
    """Whether `Cache-Control: no-cache` asks for what is true now, not for a copy (RFC 9111, 5.2.1.4)."""
    return "no-cache" in {each.strip().lower() for each in (cache_control or "").split(",")}


def versions_of(if_match: str | None) -> frozenset[str] | None:
    """The versions that `If-Match: "3", "4"` names; nothing for an absent header and for `*`.

    A weak tag names none: strong comparison only (RFC 9110, 13.1.1). One bare number is its version.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    named = frozenset(tag for weak, tag in _TAG.findall(if_match) if not weak)
    return named or frozenset({if_match.strip()})


def is_known(tag: str, if_none_match: str | None) -> bool:
    """Whether `If-None-Match` names the tag, weak or strong (RFC 9110, 13.1.2)."""
    if if_none_match is None:
        return False
    named = {f'"{each}"' for _, each in _TAG.findall(if_none_match)}
    return if_none_match.strip() == "*" or tag in named


def etag(version: int) -> str:
    """The `ETag` of a version."""
    return f'"{version}"'
