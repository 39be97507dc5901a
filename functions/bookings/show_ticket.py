"""A ticket's code as a QR code (M34; ISO/IEC 18004), for anybody who has the code: it is drawn from the address alone.

So nothing is read or recorded by showing it, and it says nothing about whether there is such a ticket.
"""

from typing import Annotated

import segno
from fastapi import APIRouter, Path, Response

from seance.bookings import tickets
from seance.errors import NotFound
from seance.web.app import API, lambda_handler

router = APIRouter()


@router.get(
    f"{API}/public/tickets/{{file}}",
    tags=["bookings"],
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}}},
)
async def show_ticket(file: Annotated[str, Path(pattern=r"^[^/]{1,40}\.svg$")]) -> Response:
    """`<code>.svg`, black on white; its text is the code without the hyphen."""
    code = tickets.read(file.removesuffix(".svg"))
    if code is None:
        raise NotFound
    picture = segno.make_qr(code, error="m").svg_inline(light="white", omitsize=True)
    picture = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Response(
        picture,
        media_type="image/svg+xml",
        headers={"Cache-Control": "private, max-age=86400"},
    )


handler = lambda_handler(router)
