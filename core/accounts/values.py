"""Odd values one at a time: addresses, phones and numbers of companies that need a closer look.

Each function returns the regular value and the key of a reason. A value with a reason was kept
and is flagged; a reason without a value means that it cannot be used.
"""

import re
import unicodedata
from collections.abc import Callable

import idna
import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum.ru import inn as inn_number
from stdnum.ru import ogrn as ogrn_number

Regular = tuple[str | None, str | None]

HOME = "RU"
_LONGEST = 320
_LOOKALIKES = frozenset("асеорхухіјѕԁԛԝӏһьвнкмтгп")
_PLAIN_LATIN_END = 0x024F


def email(raw: str) -> Regular:
    """An address with its domain in A-labels. Quoted local parts are not accepted."""
    given = raw.strip().removeprefix("mailto:").strip()
    if bracketed := re.fullmatch(r"[^<>]*<([^<>\s]+)>", given):
        given = bracketed[1]
    if len(given) > _LONGEST or given.startswith('"'):
        return None, "email-syntax"
    try:
        found = validate_email(given, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError, ValueError):
        return None, "email-syntax"
    if found.ascii_email is None or found.smtputf8:
        return None, "email-needs-smtputf8"
    return found.ascii_email, _doubt(found.ascii_domain)


def _doubt(domain: str) -> str | None:
    """Why a domain may not be what it looks like: letters that pass as others."""
    labels = [_shown(label) for label in domain.split(".")]
    for label in labels:
        scripts = {_script(letter) for letter in label if letter.isalpha()}
        if len(scripts) > 1:
            return "email-mixed-script"
        is_cyrillic = scripts == {"CYRILLIC"}
        if is_cyrillic and set(label) <= _LOOKALIKES and labels[-1].isascii():
            return "email-lookalike"
        if scripts == {"LATIN"} and any(ord(letter) > _PLAIN_LATIN_END for letter in label):
            return "email-lookalike"
    return None


def _shown(label: str) -> str:
    try:
        return idna.decode(label)
    except (idna.IDNAError, UnicodeError):
        return label


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ", maxsplit=1)[0]


def phone(raw: str) -> Regular:
    """A number in E.164; without a country it is taken for a Russian one."""
    given = raw.strip().lstrip("'")
    if len(given) > _LONGEST:
        return None, "phone-syntax"
    try:
        number = phonenumbers.parse(given, HOME)
    except phonenumbers.NumberParseException:
        return None, "phone-syntax"
    if not phonenumbers.is_valid_number(number):
        return None, _phone_fault(number)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    digits = re.sub(r"\D", "", given)
    assumed = not given.startswith(("+", "00")) and not digits.startswith(("7", "8"))
    return written, "phone-country-assumed" if assumed else None


def _phone_fault(number: phonenumbers.PhoneNumber) -> str:
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible in (
        phonenumbers.ValidationResult.TOO_SHORT,
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    ):
        return "phone-too-short"
    is_long = possible == phonenumbers.ValidationResult.TOO_LONG
    return "phone-too-long" if is_long else "phone-unknown"


def inn(raw: str) -> Regular:
    """Ten digits of a company or twelve of a person in business; a lost zero is given back."""
    return _company_number(raw, inn_number.is_valid, "inn", lengths=(10, 12))


def ogrn(raw: str) -> Regular:
    """Thirteen digits, or fifteen of a person in business."""
    return _company_number(raw, ogrn_number.is_valid, "ogrn", lengths=(13, 15))


def kpp(raw: str) -> Regular:
    """Nine signs; a lost zero is given back."""
    signs = re.sub(r"[\s'.]", "", raw.upper().removesuffix(".0"))
    if re.fullmatch(r"\d{4}[0-9A-Z]{2}\d{3}", signs):
        return signs, None
    if re.fullmatch(r"\d{8}", signs):
        return "0" + signs, "zero-restored"
    return None, "kpp-form"


def _company_number(
    raw: str, is_valid: Callable[[str], bool], name: str, *, lengths: tuple[int, int]
) -> Regular:
    digits = re.sub(r"[\s'\-]", "", raw.removesuffix(".0"))
    if not digits.isascii() or not digits.isdigit():
        return None, f"{name}-form"
    if len(digits) in lengths:
        return (digits, None) if is_valid(digits) else (None, f"{name}-check")
    if len(digits) + 1 in lengths and is_valid("0" + digits):
        return "0" + digits, "zero-restored"
    return None, f"{name}-form"
