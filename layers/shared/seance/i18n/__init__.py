"""What people read, in Russian and English.

Texts are Fluent messages (https://projectfluent.org): `<language>/<subject>.ftl`, the same messages
with the same variables in both languages, which a test insists on. Plural forms, dates and money are
CLDR's. A new text is a line in both files and `say` where it is needed.

Fluent and Babel take 60 ms to import, so they are imported by who says something, when it does.
"""

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seance import zones

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

FOLDER = Path(__file__).parent
LOCALES = {"ru": "ru_RU", "en": "en_GB"}  # 24 hours, and the day before the month, in both


def say(language: str, message: str, /, **values: Any) -> str:
    """One text: `"notice-invited"`, or an attribute of it: `"notice-invited.text"`.

    Raises KeyError when there is none, and ValueError when a variable is missing.
    """
    identity, _, attribute = message.partition(".")
    bundle = _bundle(language)
    found = bundle.get_message(identity)
    pattern = found.attributes[attribute] if attribute else found.value
    if pattern is None:
        raise KeyError(message)
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise ValueError(f"{message}: {errors[0]}")
    return str(text)


def when(moment: datetime, time_zone: str, language: str) -> str:
    """`Tuesday, 1 December 2026, 21:00 (Europe/Moscow, UTC+3)`: time and zone of the place (R11)."""
    from babel.dates import format_date, format_time

    zone, locale = zones.zone(time_zone), LOCALES[language]
    local = moment.astimezone(zone)
    day, hour = format_date(local, "full", locale), format_time(local, "short", locale=locale)
    return f"{day}, {hour} ({zone.key}, {offset(local)})".replace("\N{NARROW NO-BREAK SPACE}", " ")


def money(amount: str, currency: str, language: str) -> str:
    """`350 ₽`, `$12.50`, `RUB 350`: a decimal number as text, and a currency of ISO 4217.

    A whole amount has no decimals, any other at least its own: CLDR shows fewer of some currencies
    than ISO 4217 gives them (ALL, COP, HUF, IQD, RSD). CLDR parts a code from the number where a
    sign would not be; Babel leaves that out.
    """
    from babel import Locale
    from babel.numbers import format_currency, get_currency_precision

    number, pattern = Decimal(amount), Locale(language).currency_formats["standard"].pattern
    decimals = 0
    if number != number.to_integral_value():
        own = len(amount.partition(".")[2])
        decimals = max(own, get_currency_precision(currency))
    text = format_currency(
        number,
        currency,
        format=pattern.replace("0.00", "0." + "0" * decimals if decimals else "0"),
        locale=language,
        currency_digits=False,
    )
    return re.sub(rf"^{currency}(?=\d)", f"{currency}\N{NO-BREAK SPACE}", text)


def offset(local: datetime) -> str:
    """`UTC+3`, `UTC-3:30`: how far the clocks of an aware time are from UTC."""
    minutes = int((local.utcoffset() or local - local).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


@lru_cache(maxsize=len(LOCALES))
def _bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource

    # Isolation marks are for texts that mix directions of writing.
    bundle = FluentBundle([LOCALES[language]], use_isolating=False)
    for file in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
