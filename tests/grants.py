"""What policies allow and no test needed, as `make quick` looks for it at its end.

`python -m tests.grants FOLDER` reads what the processes of a whole run heard (tests/memory/rights.py). What a
test need not hear stands here with its reason, and so does what is heard or not by how tests share processes;
a line for which there is no grant is too much, too.
"""

import sys
from fnmatch import fnmatchcase
from pathlib import Path

from tests.memory.policies import Grant, grants
from tests.memory.rights import all_heard, unused

LAMBDA = "Lambda itself reads the source and keeps what failed"
CROWDED = "a crowded event's seats lie on shards, most tests' do not"
ONE_CODE = "one code for all operations, heard in others"
UNHEARD = {  # patterns of a grant's text, and why no test needs it
    "*: dynamodb:DescribeStream on *Stream, keys [*]": LAMBDA,
    "*: dynamodb:GetRecords on *Stream, keys [*]": LAMBDA,
    "*: dynamodb:GetShardIterator on *Stream, keys [*]": LAMBDA,
    "*: dynamodb:ListStreams on [*], keys [*]": LAMBDA,
    "*: sqs:DeleteMessage on *Queue, keys [*]": LAMBDA,
    "*: sqs:GetQueueAttributes on *Queue, keys [*]": LAMBDA,
    "*: sqs:ReceiveMessage on *Queue, keys [*]": LAMBDA,
    "*: sqs:SendMessage on StreamDeadLetters, keys [*]": LAMBDA,
    "*: dynamodb:GetItem on Idempotency, keys writes#[*]": f"a count that was refused; {ONE_CODE}",
    "*: dynamodb:DeleteItem on Idempotency, keys http#[*]": f"an answer that failed; {ONE_CODE}",
    "*: dynamodb:BatchGetItem on Main, keys SEATS#[*]": CROWDED,
    "*: dynamodb:UpdateItem on Main, keys SEATS#[*]": CROWDED,
    "DeleteEvent: dynamodb:DeleteItem on Main, keys SEATS#[*]": CROWDED,
    "*: secretsmanager:GetSecretValue on CursorSecret, keys [*]": "read once a process, which tests share",
    **dict.fromkeys(
        [
            f"{function}: {right}"
            for function in (
                "CreateProgramme",
                "CreateProposal",
                "FixProposal",
                "MakeWish",
                "UpdateEvent",
            )
            for right in (
                "secretsmanager:GetSecretValue on FilmProviderKey, keys [*]",
                "dynamodb:[GP][eu]tItem on Feed, keys FILM#[*]",
            )
        ],
        "as CreateEvent finds and keeps a film",
    ),
    "FixProposal: dynamodb:PutItem on Main, keys SEATS#[*]": CROWDED,
    "SendVk: secretsmanager:GetSecretValue on VkTokenSecret, keys [*]": "tests send with the user's own token",
    **dict.fromkeys(
        [
            f"{function}: dynamodb:UpdateItem on Main, keys EVENT#[*]"
            for function in ("DeclineBooking", "LowerSeats", "RefuseBooking", "RevokeBooking")
        ],
        "marks the event as booked, if it was read before its first booking and that one after",
    ),
}


def too_much(spare: list[Grant]) -> list[str]:
    """The grants to take back, and the reasons for what is not granted any more."""
    unexplained = [
        str(each) for each in spare if not any(fnmatchcase(str(each), line) for line in UNHEARD)
    ]
    granted = [str(each) for each in grants()]
    stale = [line for line in UNHEARD if not any(fnmatchcase(each, line) for each in granted)]
    return [f"No test needs: {each}" for each in unexplained] + [
        f"A reason for what is not granted: {each}" for each in stale
    ]


if __name__ == "__main__":
    found = too_much(unused(all_heard(Path(sys.argv[1]))))
    sys.exit("\n".join(found) or 0)
