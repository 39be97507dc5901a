"""All that Seance asks of AWS, in memory: it stands where botocore would open a connection.

It knows only what Seance asks; anything else is an error. What a service answers in which shape:
the API references of DynamoDB, SQS, EventBridge Scheduler, SES v2, KMS, Secrets Manager and of
API Gateway's connections.
"""

import base64
import itertools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.httpsession import URLLib3Session

from tests.memory import limits, rights
from tests.memory.dynamo import Body, Refused, Tables
from tests.memory.mails import expect_taken

NAMES = {"Main": "main", "Feed": "feed", "Idempotency": "idempotency", "Words": "words"}
PATHS = (  # of the services that tell operations by method and path
    (re.compile(r"POST .*/@connections/(.+)"), "PostToConnection"),
    (re.compile(r"POST /v2/email/outbound-emails"), "SendEmail"),
    (re.compile(r"DELETE /v2/email/suppression/addresses/(.+)"), "DeleteSuppressedDestination"),
    (re.compile(r"POST /schedules/(.+)"), "CreateSchedule"),
    (re.compile(r"PUT /schedules/(.+)"), "UpdateSchedule"),
    (re.compile(r"GET /schedules/(.+)"), "GetSchedule"),
    (re.compile(r"DELETE /schedules/(.+)"), "DeleteSchedule"),
    (re.compile(r"GET /schedules"), "ListSchedules"),
)


@dataclass(frozen=True)
class Asked:
    """One request; the repeats of botocore's own have its `identity`."""

    operation: str
    body: Body
    name: str = ""  # what its path names
    identity: str = ""

    @classmethod
    def of(cls, request: AWSPreparedRequest) -> "Asked":
        """From what botocore would send."""
        raw = text(request.body or b"")
        identity = text(request.headers.get("amz-sdk-invocation-id", ""))
        if target := request.headers.get("X-Amz-Target"):
            return cls(text(target).rpartition(".")[2], json.loads(raw), identity=identity)
        path = f"{request.method} {urlsplit(request.url).path}"
        for pattern, operation in PATHS:
            if found := pattern.fullmatch(path):
                named = unquote(found.group(1)) if pattern.groups else ""
                return cls(operation, json.loads(raw or "{}"), named, identity)
        raise AssertionError(f"Seance is not known to ask this: {path}")


@dataclass(frozen=True)
class Message:
    """One message of a queue; `delay` in seconds."""

    queue: str
    text: str
    delay: int
    id: str


@dataclass
class Cloud:
    """What lies in it."""

    tables: Tables = field(default_factory=lambda: Tables(NAMES))
    messages: list[Message] = field(default_factory=list)
    schedules: dict[str, Body] = field(default_factory=dict)
    mails: list[Body] = field(default_factory=list)
    suppressed: set[str] = field(default_factory=set)
    frames: list[tuple[str, str]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    secrets: dict[str, str] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)  # what they were before they were replaced
    nonces: Iterator[int] = field(default_factory=itertools.count)

    def clear(self) -> None:
        """Nothing is in it but the secrets."""
        self.tables.clear()
        for each in (
            self.messages,
            self.schedules,
            self.mails,
            self.suppressed,
            self.frames,
            self.gone,
            self.former,
        ):
            each.clear()

    def __call__(self, request: AWSPreparedRequest) -> AWSResponse:
        """Stands in for the network."""
        return respond(request, *self.perform(Asked.of(request)))

    def perform(self, asked: Asked) -> tuple[int, Body]:
        """Status and answer."""
        rights.heard(asked.operation, asked.body)
        try:
            own: Callable[[Asked], Body] | None = getattr(self, f"_{asked.operation}", None)
            answer = own(asked) if own else self.tables.answer(asked.operation, asked.body)
        except Refused as refusal:
            return 410 if refusal.code == "GoneException" else 400, refusal.answer
        return 200, answer

    def secret(self, name: str, value: str) -> str:
        """Keep a secret; its ARN."""
        arn = f"arn:aws:secretsmanager:eu-central-1:123456789012:secret:{name}"
        self.secrets[arn] = value
        return arn

    def replace_secret(self, arn: str, value: str) -> None:
        """As PutSecretValue: a new version, and the label AWSPREVIOUS moves."""
        self.former[arn], self.secrets[arn] = self.secrets[arn], value

    def take(self, queue: str) -> list[Body]:
        """The bodies of all messages of a queue, which has none then."""
        taken = [json.loads(each.text) for each in self.messages if each.queue == queue]
        self.messages[:] = [each for each in self.messages if each.queue != queue]
        return taken

    def _SendMessageBatch(self, asked: Asked) -> Body:  # noqa: N802 # as AWS names it
        queue = str(asked.body["QueueUrl"]).rpartition("/")[2]
        entries = asked.body["Entries"]
        if not limits.takes_messages([each["MessageBody"] for each in entries]):
            raise Refused("BatchRequestTooLong")
        assert len({each["Id"] for each in entries}) == len(entries)
        taken = []
        for each in entries:
            assert 0 <= each["DelaySeconds"] <= 900
            identity = f"message-{len(self.messages)}"
            text = each["MessageBody"]
            self.messages.append(Message(queue, text, each["DelaySeconds"], identity))
            taken.append({"Id": each["Id"], "MessageId": identity, "MD5OfMessageBody": ""})
        return {"Successful": taken, "Failed": []}

    def _GetQueueAttributes(self, asked: Asked) -> Body:  # noqa: N802
        queue = str(asked.body["QueueUrl"]).rpartition("/")[2]
        number = sum(each.queue == queue for each in self.messages)
        return {"Attributes": dict.fromkeys(asked.body["AttributeNames"], str(number))}

    def _ListQueues(self, _: Asked) -> Body:  # noqa: N802
        return {"QueueUrls": sorted({each.queue for each in self.messages})}

    def _CreateSchedule(self, asked: Asked) -> Body:  # noqa: N802
        if asked.name in self.schedules:
            raise Refused("ConflictException")
        return self._keep(asked)

    def _UpdateSchedule(self, asked: Asked) -> Body:  # noqa: N802
        self._GetSchedule(asked)
        return self._keep(asked)

    def _keep(self, asked: Asked) -> Body:
        if not limits.SCHEDULE.fullmatch(asked.name):
            raise Refused("ValidationException")
        # The client's token is a new one each time.
        kept = {name: value for name, value in asked.body.items() if name != "ClientToken"}
        self.schedules[asked.name] = {"Name": asked.name, **kept}
        return {"ScheduleArn": f"arn:aws:scheduler:eu-central-1:123456789012:{asked.name}"}

    def _GetSchedule(self, asked: Asked) -> Body:  # noqa: N802
        if asked.name not in self.schedules:
            raise Refused("ResourceNotFoundException")
        return self.schedules[asked.name]

    def _DeleteSchedule(self, asked: Asked) -> Body:  # noqa: N802
        self._GetSchedule(asked)
        del self.schedules[asked.name]
        return {}

    def _ListSchedules(self, _: Asked) -> Body:  # noqa: N802
        return {"Schedules": [{"Name": name} for name in sorted(self.schedules)]}

    def _SendEmail(self, asked: Asked) -> Body:  # noqa: N802
        expect_taken(asked.body)
        self.mails.append(asked.body)
        return {"MessageId": f"mail-{len(self.mails)}"}

    def _DeleteSuppressedDestination(self, asked: Asked) -> Body:  # noqa: N802
        if asked.name not in self.suppressed:
            raise Refused("NotFoundException")
        self.suppressed.remove(asked.name)
        return {}

    def _PostToConnection(self, asked: Asked) -> Body:  # noqa: N802
        if asked.name in self.gone:
            raise Refused("GoneException")
        if len(json.dumps(asked.body)) > limits.FRAME:
            raise Refused("PayloadTooLargeException")
        self.frames.append((asked.name, json.dumps(asked.body)))
        return {}

    def _Encrypt(self, asked: Asked) -> Body:  # noqa: N802
        if len(base64.b64decode(asked.body["Plaintext"])) > limits.PLAINTEXT:
            raise Refused("ValidationException")
        # As with KMS, the same text is another one whenever it is sealed.
        sealed = json.dumps(
            [asked.body["EncryptionContext"], asked.body["Plaintext"], next(self.nonces)]
        )
        blob = base64.b64encode(sealed.encode()).decode()
        return {"CiphertextBlob": blob, "KeyId": asked.body["KeyId"]}

    def _Decrypt(self, asked: Asked) -> Body:  # noqa: N802
        context, plaintext, _ = json.loads(base64.b64decode(asked.body["CiphertextBlob"]))
        if context != asked.body["EncryptionContext"]:
            raise Refused("InvalidCiphertextException")
        return {"Plaintext": plaintext, "KeyId": asked.body["KeyId"]}

    def _GetSecretValue(self, asked: Asked) -> Body:  # noqa: N802
        arn = asked.body["SecretId"]
        former = asked.body.get("VersionStage") == "AWSPREVIOUS"
        if (secret := (self.former if former else self.secrets).get(arn)) is None:
            raise Refused("ResourceNotFoundException")
        return {"ARN": arn, "Name": arn, "SecretString": secret}


@contextmanager
def installed(network: Callable[[AWSPreparedRequest], AWSResponse]) -> Iterator[None]:
    """Whatever botocore would send anywhere goes there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(URLLib3Session, "send", lambda _, request: network(request))
        yield


def respond(request: AWSPreparedRequest, status: int, answer: Body) -> AWSResponse:
    """An answer as botocore reads it."""
    headers = HTTPHeaders()
    if status != 200:
        headers["x-amzn-errortype"] = str(answer["__type"]).rpartition("#")[2]
    return AWSResponse(request.url, status, headers, _Raw(json.dumps(answer).encode()))


def text(raw: Any) -> str:
    """Text of what may be bytes."""
    return raw.decode() if isinstance(raw, bytes) else str(raw)


class _Raw(BytesIO):
    """A body as botocore reads it."""

    def stream(self) -> Iterator[bytes]:
        """All of it."""
        yield self.read()
