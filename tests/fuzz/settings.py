"""How much is tried, and from which seed: FUZZ_EXAMPLES of each kind for an operation, FUZZ_SEED."""

import os

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "8"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
