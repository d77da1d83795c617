"""How an amount is written, by the coins of its currency: 12,000 EUR, 1,500.50 EUR, 3,000 JPY."""

from __future__ import annotations

from decimal import Decimal

# How many digits ISO 4217 gives the minor unit of a currency, where it is not two.
DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
COINS = 2
"""The digits behind the point of most currencies."""


def coin_digits(currency: str) -> int:
    """How many digits its coins have behind the point."""
    return next((digits for digits, names in DIGITS.items() if currency in names.split()), COINS)


def behind(number: Decimal, currency: str | None) -> int:
    """How many digits an amount has behind the point at least; none where it is whole."""
    if number == number.to_integral_value():
        return 0
    if currency is None:
        return COINS if number.as_tuple().exponent == -COINS else 0
    return coin_digits(currency)


def grouped(number: Decimal, currency: str | None = None) -> str:
    """The amount in English, thousands grouped: whole, or with the digits of its currency's coins at least. Where the
    currency is not known, two digits behind the point stay.
    """
    whole, _, rest = f"{number:,f}".partition(".")
    shown = rest.rstrip("0").ljust(behind(number, currency), "0")
    return f"{whole}.{shown}" if shown else whole
