"""What a seat costs, as the API takes and tells it: an amount and a currency of ISO 4217."""

import re
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, StrictStr, StringConstraints, model_validator

from seance.events.model import Price
from seance.web.answers import Out
from seance.web.fields import Body

HIGHEST = 10_000_000  # in whatever currency
# The codes in use. Source: ISO 4217 list one, as of 2024.
CURRENCIES = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "ANG",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BGN",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SVC",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VED",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWL",
    ]
)


WITHOUT_CENTS = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)


def _known_currency(code: str) -> str:
    if code not in CURRENCIES:
        raise ValueError("is not a currency of ISO 4217")
    return code


def _amount(value: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII):  # Decimal also takes 1_000, +1, ١ and NaN
        raise ValueError("must be a decimal number as text")
    amount = Decimal(value)
    if not 0 < amount <= HIGHEST or amount != round(amount, 2):
        raise ValueError("must be more than 0, at most 10000000.00, with at most 2 decimals")
    return value


class PriceIn(Body):
    """A decimal string and an ISO 4217 code."""

    amount: Annotated[
        StrictStr, StringConstraints(strip_whitespace=True, max_length=20), AfterValidator(_amount)
    ]
    currency: Annotated[StrictStr, AfterValidator(_known_currency)]

    @model_validator(mode="after")
    def _whole_where_there_are_no_cents(self) -> Self:
        amount = Decimal(self.amount)
        if self.currency in WITHOUT_CENTS and amount != amount.to_integral_value():
            raise ValueError(f"{self.currency} has no decimals")
        decimals = 0 if self.currency in WITHOUT_CENTS else 2
        self.amount = f"{amount:.{decimals}f}"
        return self

    def value(self) -> Price:
        """For the model."""
        return Price(self.amount, self.currency)


class PriceOut(Out):
    """What a seat costs."""

    amount: str
    currency: str
