"""A calendar file as an answer: what the client has already is not sent again (RFC 9110, 13.1.2)."""

import hashlib

from fastapi import Response

from seance.web.fields import is_known


def answer(body: bytes, if_none_match: str | None, headers: dict[str, str]) -> Response:
    """The file with its tag, or 304."""
    tagged = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', **headers}
    if is_known(tagged["ETag"], if_none_match):
        return Response(status_code=304, headers=tagged, media_type="text/calendar; charset=utf-8")
    return Response(body, media_type="text/calendar; charset=utf-8", headers=tagged)
