"""Time zones: which names are taken, and what stands for one that was stored before they were checked so."""

from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

UTC = "UTC"
# The one name of the IANA database that no browser knows: `Intl.DateTimeFormat` throws.
UNKNOWN_TO_BROWSERS = frozenset({"Factory"})


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """IANA's names with the backward links, as the layer brings them along.

    Not the machine's files: they hold `localtime`, `posixrules` and `right/…`, which nobody else knows.
    """
    listed = (files("tzdata") / "zones").read_text(encoding="ascii").split()
    return frozenset(listed) - UNKNOWN_TO_BROWSERS


def zone(name: str) -> ZoneInfo:
    """The zone of this name; UTC for a name that nobody knows."""
    return ZoneInfo(name if name in names() else UTC)
