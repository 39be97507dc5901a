"""The whole API as one app, from the same operation files that the cloud calls one by one.

For the OpenAPI document (`python -m local.api` writes it) and for tests.
"""

import importlib
import json
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from seance.web.app import create_app
from seance.web.documents import MEDIA_TYPE
from seance.web.user import CALLERS

FUNCTIONS = Path(__file__).parents[1] / "functions"
DOCUMENT = FUNCTIONS / "meta" / "openapi.json"
PROBLEM = {
    "type": "object",
    "description": "RFC 9457, with a code of the contract",
    "required": ["type", "title", "status", "detail", "code", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "instance": {"type": "string", "description": "the request's correlation id"},
        "next_step": {"type": "string", "description": "what the caller can do now"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "conflicts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **{name: {"type": "string"} for name in ("title", "starts_at", "ends_at")},
                    "event_id": {
                        "type": ["string", "null"],
                        "description": "null where it is of the same programme",
                    },
                    "position": {
                        "type": "integer",
                        "description": "which event of a programme it clashes with",
                    },
                    "titles": {
                        "type": "object",
                        "additionalProperties": {"type": "string"},
                        "description": "by language, where the host gave no title",
                    },
                },
            },
        },
    },
}
AS_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
# API Gateway answers by itself, before there is a function (docs/decisions.md); the function, where
# the token names nobody.
NO_TOKEN = {
    "description": "No valid token",
    "content": {
        "application/json": {
            "schema": {"type": "object", "properties": {"message": {"type": "string"}}}
        },
        **AS_PROBLEM,
    },
}


def operations() -> dict[str, Any]:
    """Every module in functions/ by its dotted name."""
    names = (
        ".".join(path.relative_to(FUNCTIONS).with_suffix("").parts)
        for path in sorted(FUNCTIONS.rglob("*.py"))
    )
    return {name: importlib.import_module(name) for name in names}


def routers() -> list[APIRouter]:
    """The routers of all HTTP operations, fixed paths before those with a parameter in their place."""
    found = [module.router for module in operations().values() if hasattr(module, "router")]
    return sorted(found, key=lambda router: router.routes[0].path.count("{"))


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document: who needs a token, and how every operation refuses."""
    made = get_openapi(
        title="Seance",
        version="1",
        summary="People who don't want to watch a film alone watch it together.",
        description="Cities: GeoNames (https://www.geonames.org), CC BY 4.0, changed.",
        routes=app.routes,
    )
    made["components"]["schemas"] |= {"Problem": PROBLEM}
    for unused in ("HTTPValidationError", "ValidationError"):
        made["components"]["schemas"].pop(unused, None)
    made["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    refused = {"description": "Refused; nothing was written", "content": AS_PROBLEM}
    routes = [route for router in routers() for route in router.routes]
    for route in (each for each in routes if isinstance(each, APIRoute)):
        for method in route.methods or ():
            operation = made["paths"][route.path][method.lower()]
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = refused
            if any(each.call in CALLERS for each in route.dependant.dependencies):
                operation["security"] = [{"token": []}]
                operation["responses"]["401"] = NO_TOKEN
    return made


def text() -> str:
    """The document as it is committed."""
    return json.dumps(document(create_app(*routers())), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(text(), encoding="utf-8")
    print(f"Wrote {DOCUMENT.relative_to(FUNCTIONS.parent)}")
