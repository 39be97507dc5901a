"""What the front door answers may be kept for a while: it is the same to everybody."""

from fastapi import Response


def cacheable(response: Response) -> None:
    """By anybody, for half a minute; what a film is called depends on the reader's language."""
    response.headers["Cache-Control"] = "public, max-age=30"
    response.headers["Vary"] = "Accept-Language"
