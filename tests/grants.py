"""What policies allow and no test needed, as `make grants` looks for it.

`python -m tests.grants FOLDER` reads what the processes of a whole run heard (tests/memory/rights.py). What a
test cannot hear stands here with its reason; a line here that a test does hear is too much, too.
"""

import sys
from fnmatch import fnmatchcase
from pathlib import Path

from tests.memory.policies import Grant
from tests.memory.rights import all_heard, unused

UNHEARD: dict[str, str] = {}  # patterns of a grant's text, and why no test needs it


def too_much(spare: list[Grant]) -> list[str]:
    """The grants to take back, and the reasons that nobody needs any more."""
    unexplained = [
        str(each) for each in spare if not any(fnmatchcase(str(each), line) for line in UNHEARD)
    ]
    stale = [line for line in UNHEARD if not any(fnmatchcase(str(each), line) for each in spare)]
    return [f"No test needs: {each}" for each in unexplained] + [
        f"Needed, or not allowed: {each}" for each in stale
    ]


if __name__ == "__main__":
    found = too_much(unused(all_heard(Path(sys.argv[1]))))
    sys.exit("\n".join(found))
