"""Serve the OpenAPI document (M24): `functions/meta/openapi.json`, made by `make openapi`."""

from pathlib import Path

from fastapi import APIRouter, Response

from seance.web.app import lambda_handler

router = APIRouter()


@router.get("/api/openapi.json", tags=["meta"], response_class=Response)
async def get_openapi_document() -> Response:
    """The contract of this API, generated from its code."""
    document = (Path(__file__).parent / "openapi.json").read_text(encoding="utf-8")
    return Response(document, media_type="application/json")


handler = lambda_handler(router)
