"""Whether a request came through CloudFront: it alone sends the origin's secret.

HTTP and WebSocket APIs have neither resource policies nor a firewall of their own, so whoever knows
the API's own address would pass by CloudFront and its firewall. CloudFront replaces the header where
a viewer sends it too. Sources: "Add custom headers to origin requests" and "Restrict access to files
on custom origins" in the CloudFront developer guide.
"""

import hashlib
import hmac
from collections.abc import Mapping

from seance.cloud.config import settings

HEADER = "x-origin-secret"


def knows_the_secret(headers: Mapping[str, str]) -> bool:
    """Whether the headers (named in small letters) hold a secret whose hash we know; all do where we know none.

    Only SHA-256 hashes are known here, two while one secret takes the other's place: what a function
    is told anybody reads who may list functions. A random secret of 64 letters is not found by its hash.
    """
    known = settings().origin_secret_hashes
    given = hashlib.sha256(headers.get(HEADER, "").encode()).hexdigest()
    return not known or any(hmac.compare_digest(given, each) for each in known.split(","))
