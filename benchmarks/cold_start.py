"""Cold starts of what is deployed (P1–P5), each in a fresh process: `python -m benchmarks.cold_start`.

Both sides load Lambda's runtime client. "Plain" is a handler with boto3 and nothing else, ordinarily
installed, with bytecode. Times are processor seconds: init has a whole processor on Lambda, and what
else runs here does not count. DynamoDB answers on loopback from the tables of the tests, in memory.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Lock, Thread
from typing import Any

from benchmarks.report import Figure, interleaved, ratios, run
from local.artifact import artifact, path_of
from local.builds import built
from local.place import CHECKOUT, fingerprint
from local.telling import TroubleError, step
from tests.faults.wire import Wire
from tests.memory.dynamo import Tables

SAMPLES = CHECKOUT / "events"
LOCK = CHECKOUT / "requirements" / "runtime.txt"
RUNTIME_CLIENT = "awslambdaric==4.2.2"  # Lambda has it; nothing here is deployed with it
TABLES = {"Main": "main", "Feed": "feed", "Words": "words", "Idempotency": "idempotency"}
NAMES = [
    ".".join(path.relative_to(CHECKOUT / "functions").with_suffix("").parts)
    for path in sorted((CHECKOUT / "functions").rglob("*.py"))
]
QUIET = [name for name in NAMES if name.split(".")[0] in {"streams", "queues", "schedules"}]
WEB = [name for name in NAMES if name not in QUIET]
LOOKS, SLOWEST = 3, 3  # rounds of all that find so many of each kind, which are measured to the end

CALL = """
import json, os
class Context:
    function_name = memory_limit_in_mb = invoked_function_arn = aws_request_id = "cold"
    get_remaining_time_in_millis = staticmethod(lambda: 25_000)
event = json.loads(os.environ["EVENT"])
def call(handler):
    answer = handler(event, Context())
    assert answer["statusCode"] < 300, answer
    return answer["body"]
"""
PLAIN = """
import awslambdaric.bootstrap, boto3
client = boto3.client("dynamodb")
"""
READ = """
import awslambdaric.bootstrap, events.get
call(events.get.handler)
"""
READ_PLAIN = """
import json
def handler(event, context):
    item = client.get_item(TableName="main", Key={"pk": {"S": "p"}, "sk": {"S": "s"}})["Item"]
    return {"statusCode": 200, "body": json.dumps(item)}
call(handler)
"""
WARM = """
import sys
sys.stdout, out = open(os.devnull, "w"), sys.stdout  # log lines
import events.get, fastapi, mangum, statistics, time
app = fastapi.FastAPI(openapi_url=None)
@app.get("/api/v1/events/{event_id}")
async def read(event_id: str) -> dict[str, str]:
    return {"id": event_id}
minimal = mangum.Mangum(app, lifespan="off")
look, answers = events.get.look, []
def note(*asked, **how):
    answers.append(look(*asked, **how))
    return answers[0]
events.get.look = note
call(events.get.handler)
events.get.look = lambda *_, **__: answers[0]  # all that asks DynamoDB
def seconds(handler):
    started = time.process_time()
    for _ in range(100):
        call(handler)
    return time.process_time() - started
rounds = [(seconds(events.get.handler), seconds(minimal)) for _ in range(16)]
own, other = (statistics.median(each) for each in zip(*rounds[1:]))
print(own / other, file=out, flush=True)
"""
COMPILED = """
from importlib._bootstrap_external import SourceLoader
compiled, compile_source = [], SourceLoader.source_to_code
def note(self, data, path, **options):
    compiled.append(path)
    return compile_source(self, data, path, **options)
SourceLoader.source_to_code = note
for name in {names!r}:
    __import__(name)
print(len(compiled))
"""


class Process:
    """A fresh process of Python that sees these folders and this environment, nothing else."""

    def __init__(self, path: list[str], **environment: str) -> None:
        self.path = path
        self.environment = {
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_ACCESS_KEY_ID": "loopback",
            "AWS_SECRET_ACCESS_KEY": "loopback",
            "LANG": "C.UTF-8",
            **environment,
        }

    def seconds(self, code: str) -> float:
        """Processor seconds of all that it does, from its start to its end."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.printed(code)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def printed(self, code: str, **more: str) -> str:
        """What it says."""
        code = f"import sys; sys.path[:0] = {self.path!r}\n{code}"
        ended = subprocess.run(
            [sys.executable, "-I", "-S", "-B", "-c", code],
            env=self.environment | more,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if ended.returncode:
            raise TroubleError("A function did not start.", ended.stdout)
        return ended.stdout


def measure() -> list[Figure]:
    """P1, P1a, P2 of the slowest functions, P3, P4, P5."""
    with cloud() as (ours, usual):
        starts: dict[str, Callable[[], float]] = {
            name: partial(ours.seconds, f"import awslambdaric.bootstrap, {name}") for name in NAMES
        }
        with step(f"Starting each of {len(NAMES)} functions, {LOOKS} times"):
            looked = {name: median(each) for name, each in interleaved(starts, LOOKS).items()}
        slowest = [
            name
            for kind in (WEB, QUIET)
            for name in sorted(kind, key=lambda name: -looked[name])[:SLOWEST]
        ]
        with step("Starting the slowest of them, beside a plain handler"):
            ours.environment["EVENT"] = sample(ours, "get_event")
            init = ratios(
                {name: starts[name] for name in slowest} | {"": partial(usual.seconds, PLAIN)}, ""
            )
            first = ratios(
                {
                    "ours": partial(ours.seconds, CALL + READ),
                    "plain": partial(usual.seconds, CALL + PLAIN + READ_PLAIN),
                },
                "plain",
            )
        with step("Answering warm"):
            warm = float(ours.printed(CALL + WARM))
        compiled = int(ours.printed(COMPILED.format(names=NAMES)))
    size = sum(
        each.stat().st_size for each in (artifact() / "dependencies").rglob("*") if each.is_file()
    )
    return [
        *(
            Figure(f"init of {name}", init[name], "× plain", "P2" if name in QUIET else "P1")
            for name in slowest
        ),
        Figure("start to the first answer, read one event", first["ours"], "× plain", "P1a"),
        Figure("compiled at import, all functions", compiled, "modules", "P3"),
        Figure("dependencies layer", size / 1e6, "MB", "P4"),
        Figure("warm, read one event without storage", warm, "× minimal", "P5"),
    ]


@contextmanager
def cloud() -> Iterator[tuple[Process, Process]]:
    """Processes of what is deployed, and of what is plainly installed, beside a DynamoDB on loopback."""
    with step("Building what is deployed"):
        folder = artifact()
        plain = str(built("plain", fingerprint([LOCK], RUNTIME_CLIENT), _install))
    with dynamodb() as address:
        ours = Process(
            [*path_of(folder), plain],
            AWS_ENDPOINT_URL=address,
            AWS_LAMBDA_INITIALIZATION_TYPE="on-demand",
            AWS_LAMBDA_FUNCTION_NAME="cold",
            **{f"{name.upper()}_TABLE": table for name, table in TABLES.items()},
        )
        yield ours, Process([plain], AWS_ENDPOINT_URL=address, EVENT="{}")


def sample(process: Process, name: str) -> str:
    """An event of `events/` that asks for an event of now, which is made first."""
    made = process.printed(
        CALL + "import events.create\nprint(call(events.create.handler))",
        EVENT=(SAMPLES / "create_event.json").read_text("utf-8"),
    )
    event_id = json.loads(made.splitlines()[-1])["id"]
    text = (SAMPLES / f"{name}.json").read_text("utf-8")
    return text.replace(json.loads(text)["pathParameters"]["event_id"], event_id)


@contextmanager
def dynamodb() -> Iterator[str]:
    """The address of a DynamoDB on loopback with one item, which a plain handler reads."""
    wire = Wire(Tables(TABLES), lambda _: None)
    put = {"TableName": "main", "Item": {"pk": {"S": "p"}, "sk": {"S": "s"}, "a": {"S": "text"}}}
    wire.exchange("PutItem", put, "", "")

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            operation = self.headers["x-amz-target"].rpartition(".")[2]
            with lock:
                status, answer = wire.exchange(
                    operation, body, self.headers["amz-sdk-invocation-id"], self.path
                )
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/x-amz-json-1.0")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    lock = Lock()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def _install(folder: Path, log: Path) -> None:
    """The same libraries as pip leaves them, and Lambda's runtime client."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--upgrade",
        "--target",
        str(folder),
    ]
    with log.open("wb") as output:
        subprocess.run(
            [*command, "--requirement", str(LOCK), RUNTIME_CLIENT],
            stdout=output,
            stderr=subprocess.STDOUT,
            check=True,
        )


if __name__ == "__main__":
    run(measure)
