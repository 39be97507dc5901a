"""A city's public events as a calendar (M42), without a token: the soonest hundred, with no address and no guest (R7)."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from seance import cities
from seance.calendars import store
from seance.calendars.answers import answer
from seance.calendars.files import calendar
from seance.cloud.clock import now
from seance.errors import NotFound
from seance.web.app import API, lambda_handler

router = APIRouter()


@router.get(
    f"{API}/public/cities/{{city_id}}/calendar.ics",
    tags=["calendars"],
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        304: {"description": "As it was"},
    },
)
async def get_city_calendar(
    city_id: Annotated[str, Path(max_length=128)],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """To subscribe to what is on in a city, which `GET /public/cities` names."""
    city = cities.get(city_id)
    if city is None:
        raise NotFound
    body = calendar(store.of_city(city, now()), name=f"Seance · {city.name}")
    return answer(body, if_none_match, {"Cache-Control": "public, max-age=30"})


handler = lambda_handler(router)
