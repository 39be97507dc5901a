"""Pages that a function answers itself, each with the least that it needs allowed (CSP level 3)."""

from fastapi.responses import HTMLResponse

NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"


def html_page(text: str, allowed: str, status: int = 200) -> HTMLResponse:
    """`allowed` are the directives beside `NOTHING`. The address, which may hold a token, goes nowhere."""
    return HTMLResponse(
        text,
        status,
        headers={
            "Content-Security-Policy": f"{NOTHING}; {allowed}",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        },
    )
