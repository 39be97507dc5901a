"""Takes out of an installed layer what no function reads: python trim.py <folder> runtime|push|pictures.

Run by the Makefile beside it. Whatever is named here and isn't there fails the build: a library that
is laid out anew wants a new look.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

SERVICES = {  # what `seance.cloud.clients.client` is asked for, and DynamoDB, which PynamoDB asks
    "apigatewaymanagementapi",
    "cognito-idp",
    "dynamodb",
    "kms",
    "scheduler",
    "secretsmanager",
    "sesv2",
    "sqs",
}
ENDPOINT_PREFIXES = {"execute-api", "email"}  # of these, where the name is another
LANGUAGES = {"root", "en", "ru"}  # Babel speaks a thousand (30 MB), Seance two


UNUSED_IN_PUSH = (
    "cffi",  # it makes bindings; `cryptography` has its own, and needs what they run on alone
    "pycparser",
)
UNUSED = (
    "aws_lambda_powertools/event_handler",
    *(
        f"aws_lambda_powertools/utilities/{name}"
        for name in (
            "auth_alpha",
            "batch",
            "circuit_breaker",
            "data_masking",
            "feature_flags",
            "kafka",
            "parser",
            "streaming",
            "validation",
        )
    ),
    "babel/messages",
    "boto3/data",
    "boto3/examples",
    "pydantic/v1",  # FastAPI looks whether it is there, and goes without
)
NAMED = ("opentelemetry_api", "python_ulid")  # they look for themselves; pydantic looks through all
EMPTIED = "aws_lambda_powertools/utilities/data_classes/__init__.py"  # it loads forty kinds of events, streams one
EDITS = {
    # Pydantic builds FastAPI's models of OpenAPI when one is used, which none is: the document is a file.
    "fastapi/openapi/models.py": {
        'class BaseModelWithConfig(BaseModel):\n    model_config = {"extra": "allow"}\n': (
            "class BaseModelWithConfig(BaseModel):\n"
            '    model_config = {"extra": "allow", "defer_build": True}\n'
        ),
        "Schema.model_rebuild()\nOperation.model_rebuild()\nEncoding.model_rebuild()\n": "",
    },
    # What writes documentation parses HTML; nobody calls `help()`.
    "botocore/docs/__init__.py": {"from botocore.docs.service import ServiceDocumenter\n": ""},
    "botocore/docs/docstring.py": {
        f"from botocore.docs.{name}\n": ""
        for name in (
            "bcdoc.restdoc import DocumentStructure",
            "method import document_model_driven_method",
            "paginator import document_paginate_method",
            "waiter import document_wait_method",
        )
    },
}


def main(folder: Path, libraries: str) -> None:
    """All of it; `folder` is what a layer has as `python`."""
    for name in {"runtime": UNUSED, "push": UNUSED_IN_PUSH}.get(libraries, ()):
        shutil.rmtree(folder / name)
    if libraries == "runtime":
        trim_runtime(folder)
    for about in folder.glob("*.dist-info"):
        if not about.name.startswith(NAMED):
            shutil.rmtree(about)
    for tests in [*folder.rglob("tests"), *folder.rglob("test")]:
        shutil.rmtree(tests)
    for types in [*folder.rglob("*.pyi"), *folder.rglob("py.typed")]:
        types.unlink()


def trim_runtime(folder: Path) -> None:
    """What these libraries carry besides code: commands, words of other languages, services, models."""
    shutil.rmtree(folder / "bin")
    for data in (folder / "babel" / "locale-data").glob("*.dat"):
        if data.stem.split("_")[0] not in LANGUAGES:
            data.unlink()
    trim_botocore(folder / "botocore" / "data")
    (folder / EMPTIED).write_text("")
    for source, edits in EDITS.items():
        edit(folder / source, edits)


def trim_botocore(data: Path) -> None:
    """The models of the services that are used, without words, and these services' endpoints."""
    for service in data.iterdir():
        if service.is_dir() and service.name not in SERVICES:
            shutil.rmtree(service)
    for name in SERVICES:
        newest = max((data / name).iterdir())
        for version in (data / name).iterdir():
            if version != newest:
                shutil.rmtree(version)
        for packed in newest.glob("*.json.gz"):
            model = without_words(json.loads(gzip.decompress(packed.read_bytes())))
            packed.with_suffix("").write_text(json.dumps(model, separators=(",", ":")))
            packed.unlink()
    endpoints = json.loads((data / "endpoints.json").read_text())
    for partition in endpoints["partitions"]:
        partition["services"] = {
            name: where
            for name, where in partition["services"].items()
            if name in SERVICES | ENDPOINT_PREFIXES
        }
    (data / "endpoints.json").write_text(json.dumps(endpoints, separators=(",", ":")))


def without_words(model: Any) -> Any:
    """A service's model without its documentation, which is most of it."""
    if isinstance(model, list):
        return [without_words(each) for each in model]
    if not isinstance(model, dict):
        return model
    return {
        name: without_words(each)
        for name, each in model.items()
        if name != "documentation" or not isinstance(each, str)
    }


def edit(source: Path, edits: dict[str, str]) -> None:
    """Change what stands in a source once."""
    text = source.read_text()
    for old, new in edits.items():
        if text.count(old) != 1:
            raise SystemExit(f"{source} has not once: {old}")
        text = text.replace(old, new)
    source.write_text(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
