"""`make invoke` and `make logs`: call one deployed function, read its log lines."""

import argparse
import base64
import json
import os
import re
import time
from pathlib import Path
from typing import Any

from local import cloud
from local.place import CHECKOUT
from local.telling import TroubleError, run, tell

SIGNATURE = re.compile(r'"function_name": ?"([^"]+)"')


def read_stack() -> dict[str, Any]:
    """What the running local cloud wrote about itself."""
    folder = Path(os.environ.get("SEANCE_LOCAL_DIR") or CHECKOUT / ".local")
    file = folder / "stack.json"
    if not file.exists():
        raise TroubleError("There is no local cloud yet.", "Start it with: make up")
    stack: dict[str, Any] = json.loads(file.read_text())
    return stack


def invoke(stack: dict[str, Any], function: str, payload: bytes) -> dict[str, Any]:
    """Call the function; answers its status, its answer and the end of its log."""
    client = cloud.session().client(
        "lambda", endpoint_url=stack["aws_endpoint_url"], config=cloud.CALLS
    )
    answer = client.invoke(FunctionName=_name(stack, function), Payload=payload, LogType="Tail")
    return {
        "status": answer["StatusCode"],
        "error": answer.get("FunctionError"),
        "answer": answer["Payload"].read().decode(),
        "log": _unpack(answer.get("LogResult", "")),
    }


def log_lines(stack: dict[str, Any], function: str, seconds: int) -> list[str]:
    """The function's log lines of the last seconds, oldest first.

    Several functions share a group. A stream is one process of one of them, but MiniStack's streams don't say
    whose: their lines do. What nobody has signed, such as a process that failed at import, is shown, too.
    """
    session = cloud.session()
    lambdas = session.client("lambda", endpoint_url=stack["aws_endpoint_url"])
    settings = lambdas.get_function_configuration(FunctionName=_name(stack, function))
    logs = session.client("logs", endpoint_url=stack["aws_endpoint_url"])
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=settings["LoggingConfig"]["LogGroup"],
        startTime=int((time.time() - seconds) * 1000),
    )
    try:
        events = [event for page in pages for event in page["events"]]
    except logs.exceptions.ResourceNotFoundException:
        return []  # it was never called
    signed = {
        event["logStreamName"]: found[1]
        for event in events
        if (found := SIGNATURE.search(event["message"]))
    }
    name = settings["FunctionName"]
    return [
        event["message"].rstrip()
        for event in events
        if signed.get(event["logStreamName"], name) == name
    ]


def _name(stack: dict[str, Any], function: str) -> str:
    functions: dict[str, str] = stack["functions"]
    if function not in functions:
        known = ", ".join(sorted(functions)) or "none yet"
        raise TroubleError(f"There is no function '{function}'.", f"There are: {known}")
    return functions[function]


def _unpack(encoded: str) -> str:
    return base64.b64decode(encoded).decode(errors="replace")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["invoke", "logs"])
    parser.add_argument("function", help="logical id in template.yaml, such as ApproveBooking")
    parser.add_argument("--event", type=Path, help="JSON file with the event (default: {})")
    parser.add_argument("--seconds", type=int, default=3600, help="how far back logs go")
    asked = parser.parse_args()
    stack = read_stack()
    if asked.verb == "logs":
        tell("\n".join(log_lines(stack, asked.function, asked.seconds)) or "No log lines.")
        return
    if asked.event and not asked.event.exists():
        raise TroubleError(f"There is no file {asked.event}.", "See the folder events/.")
    answer = invoke(stack, asked.function, asked.event.read_bytes() if asked.event else b"{}")
    tell(answer["answer"])
    tell(f"--- log\n{answer['log']}")
    if answer["error"]:
        raise TroubleError(f"The function failed: {answer['error']}.", "The reason is above.")


if __name__ == "__main__":
    run(main)
