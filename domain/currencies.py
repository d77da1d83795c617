"""The codes of ISO 4217, so that a slip in a currency is seen while it can still be mended.

From the lists that the standard's maintenance agency publishes (six-group.com, data standards): one, in use, and three,
withdrawn; as of January 2026, by way of github.com/datasets/currency-codes (public domain) and pycountry 26.2. A code
that is newer is only warned of, so that this table may grow old.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import category

from domain.coins import coin_digits
from domain.said import worded
from domain.warned import Warned

IN_USE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX
YER ZAR ZMW ZWG
"""
WITHDRAWN = """
ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BGN BOP BRB BRC BRE BRN BRR BUK BYB
BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE GNS GQE GRD GWE GWP HRD HRK IEP
ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL MTP MVQ MXP MZE MZM NIC NLG PEH PEI PES PLZ PTE
RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS UYN UYP VEB VEF VNC XEU XFO XFU XRE
YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR
"""
KNOWN = frozenset(f"{IN_USE} {WITHDRAWN}".split())


SIGN = r"[^\d\s.,+-]{0,4}"
BESIDE = re.compile(rf"(?P<before>{SIGN})\s*(?P<number>[+-]?\d[\d.,'\s]*?)\s*(?P<behind>{SIGN})", re.ASCII)
IN_WORDS = frozenset("円元")


WITHOUT_COINS = frozenset(["XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"])
"""Metals, units of account and no currency at all: ISO 4217 gives them no minor unit."""


def has_coins(currency: str) -> bool:
    """Whether its smallest coin is known."""
    return currency in KNOWN and currency not in WITHOUT_COINS


def smallest_coin(currency: str) -> Decimal:
    """What amounts in that currency are rounded to."""
    return Decimal(1).scaleb(-coin_digits(currency))


def in_coins(amount: Decimal, currency: str) -> Decimal:
    """The amount, rounded half up where it is finer than the currency's smallest coin."""
    coins = amount.quantize(smallest_coin(currency), ROUND_HALF_UP)
    return amount if amount == coins else coins


def doubt(currency: str) -> list[Warned]:
    """A warning if the currency is in no list: it cannot be changed once something is fixed in it."""
    if currency in KNOWN:
        return []
    unknown = "{currency} is not an ISO 4217 code, in use or withdrawn; the currency cannot be changed later"
    return [Warned("NO-CURRENCY", worded(unknown, currency=currency))]


def beside(text: str) -> tuple[str, str] | None:
    """The currency, as a code or a sign, and the number that it stands beside: `¥15000` → `¥` and `15000`."""
    match = BESIDE.fullmatch(text.strip())
    sign = (match["before"] + match["behind"]) if match and not (match["before"] and match["behind"]) else ""
    currency = sign.upper() in KNOWN or sign in IN_WORDS or (len(sign) == 1 and category(sign) == "Sc")
    return (sign, match["number"]) if match and currency else None
