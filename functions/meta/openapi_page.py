"""Show the OpenAPI document as a page (M24). The viewer, Swagger UI, comes with the web page."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from seance.web.app import lambda_handler
from seance.web.html import html_page

router = APIRouter()

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Seance API</title>
<link rel="stylesheet" href="/swagger-ui/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/swagger-ui/swagger-ui-bundle.js"></script>
<script src="/swagger-ui/start.js"></script>
<noscript><a href="/api/openapi.json">The document</a></noscript>
</body>
</html>
"""
# What Swagger UI needs: it writes styles, draws its icons from data, and calls the API.
ALLOWED = "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'"


@router.get("/api/openapi", tags=["meta"], response_class=HTMLResponse)
async def get_openapi_page() -> HTMLResponse:
    """The contract, to read and to try."""
    return html_page(PAGE, ALLOWED)


handler = lambda_handler(router)
