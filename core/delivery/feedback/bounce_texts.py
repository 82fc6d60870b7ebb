"""Bounces that say it in words: whether they are any, whom they name, and around what."""

import re
from collections.abc import Collection
from email.message import Message
from email.utils import parseaddr

from flufl.bounce import all_failures

from core.delivery.feedback.bounce_book import book
from core.delivery.feedback.opening import Mail
from core.delivery.feedback.report_fields import ADDRESS

LONGEST_TOLD = 12_000  # characters before the returned mail that are read
AROUND = 12  # lines after an address that may be about it
MOST_NAMED = 50
LOOK_BACK = 60  # characters
_POSTMASTER = re.compile(
    r"mailer-?daemon|postmaster|mail delivery|post ?office|mail ?system|mdaemon"
    r"|delivery (subsystem|system|notification|status)|microsoft exchange"
)
_DELAYED = re.compile(
    r"delayed|postponed|will (continue|keep) (trying|to try)|only a (warning|notification)"
    r"|not yet been delivered|do not need to resend|still being retried|задержан"
)
_FINAL = re.compile(r"giving up|permanent|could not be delivered|undeliverable|failed for \d")
_STAGES = (
    (
        "data",
        re.compile(
            r"in reply to (?:the )?(?:end of )?data|after (?:end of )?data|smtp command data"
        ),
    ),
    (
        "rcpt",
        re.compile(
            r"in reply to (?:the )?rcpt|after rcpt to|smtp command rcpt|smtp:rcpt"
            r"|not like recipient"
        ),
    ),
    (
        "mail",
        re.compile(
            r"in reply to (?:the )?(?:mail|helo|ehlo)|after mail from|after (?:ehlo|helo)"
        ),
    ),
)
_NEEDS_RECIPIENT = re.compile(r"need rcpt|no valid recipients|no recipients|no valid rcpt")
_TALK = re.compile(
    r"^\s{0,8}>>> ?(mail|rcpt|data)\b[^\n]{0,300}\n(?:\s{0,8}<<<[^\n]{0,20})?\s{0,8}<<< ?5",
    re.IGNORECASE | re.MULTILINE,
)
_REFUSED = re.compile(
    r"^\s{0,8}(?:[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?<([^\s<>@]{1,64}@[^\s<>@]{1,190})>"
    r"|<([^\s<>@]{1,64}@[^\s<>@]{1,190})>:)",
    re.MULTILINE,
)
_ASIDE = re.compile(
    r"generated from|expanded from|message-?id|contact|assistance|questions|original sender"
)
_CODED = re.compile(r"\s{0,8}(?:>>> |<<< )?[45]\d\d[ -]")
_ORIGINAL_LINE = re.compile(
    r"^(return-path|received|x-originating-ip|envelope-to|x-original-to|delivered-to"
    r"|dkim-signature): ",
    re.IGNORECASE,
)


def told(mail: Mail) -> str:
    """What the reporter says itself: the texts before the mail that is returned."""
    lines: list[str] = []
    for text in mail.of("plain", "html"):
        for line in text.splitlines():
            if _is_original(line):
                break
            lines.append(line)
        if lines and sum(map(len, lines)) > LONGEST_TOLD:
            break
    return "\n".join(lines)[:LONGEST_TOLD]


def _is_original(line: str) -> bool:
    bare = line.strip(" \t-=*_>:").lower()
    if _ORIGINAL_LINE.match(bare) or bare in book().original_lines:
        return True
    return any(bare.startswith(phrase) for phrase in book().original_begins)


def headers(text: str) -> dict[str, str]:
    """The fields of a text that is all headers, the first of each name."""
    found: dict[str, str] = {}
    for line in text.replace("\n ", " ").replace("\n\t", " ").splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip():
            found.setdefault(name.strip().lower(), value.strip())
    return found


def complained_of(mail: Mail, report: dict[str, str]) -> str:
    """Whose mail a complaint is about: as the report says it, else as the mail itself does."""
    for name in ("original-rcpt-to", "removal-recipient"):
        if found := ADDRESS.search(report.get(name, "")):
            return found[0]
    for text in mail.of("x-rfc822", "x-rfc822-headers", "rfc822-headers"):
        original = headers(text.partition("\n\n")[0])
        for name in ("to", "x-original-to", "delivered-to"):
            if found := ADDRESS.search(original.get(name, "")):
                return found[0]
    return ""


def author(mail: Mail) -> str:
    """Who wrote it, as an address; empty where none is given."""
    return parseaddr(mail.header("from"))[1]


def is_automatic(mail: Mail) -> bool:
    """Whether a machine answered for somebody. A report of no delivery is none."""
    sent = mail.header("auto-submitted").lower()
    if sent.startswith("auto-replied") and not _is_from_system(mail):
        return True
    marks = ("x-autoreply", "x-autorespond", "x-auto-response", "x-autoresponder")
    if any(mail.header(name) for name in marks):
        return True
    if mail.header("precedence").lower() in ("auto_reply", "auto-reply"):
        return True
    subject = mail.header("subject").lower()
    is_absence = any(phrase in subject for phrase in book().auto_reply_subjects)
    return is_absence and not _is_from_system(mail)


def is_bounce(mail: Mail) -> bool:
    """Whether it says of itself that it reports a delivery."""
    if mail.header("x-failed-recipients") or _is_from_system(mail):
        return True
    subject = mail.header("subject").lower()
    return any(phrase in subject for phrase in book().bounce_subjects)


def _is_from_system(mail: Mail) -> bool:
    sender = mail.header("from").lower()
    return mail.header("return-path").strip() == "<>" or bool(_POSTMASTER.search(sender))


def is_delay(mail: Mail, text: str) -> bool:
    """Whether the mail is only late."""
    subject = mail.header("subject").lower()
    said = f"{subject}\n{text.lower()}"
    return bool(_DELAYED.search(said)) and not _FINAL.search(said)


def recipients(mail: Mail, text: str) -> list[str]:
    """Whom a report in words is about."""
    named = ADDRESS.findall(mail.header("x-failed-recipients"))
    found = named or [*_detected(mail.message), *_refused(text)]
    known = {one.lower(): one for one in found if not _is_aside(text, one)}
    return list(known.values())[:MOST_NAMED] or _mentioned(mail, text)


def _is_aside(text: str, address: str) -> bool:
    """Whether an address is only named as whom to ask, or as what another was made from."""
    before = text.lower().split(address.lower())[:-1]
    return any(_ASIDE.search(piece[-LOOK_BACK:]) for piece in before)


def _detected(message: Message) -> list[str]:
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # noqa: BLE001 -- a stranger's mail may break any of its detectors
        return []
    found = [one.decode("utf-8", "replace") for one in {*temporary, *permanent}]
    return sorted(one for one in found if ADDRESS.fullmatch(one))


def _refused(text: str) -> list[str]:
    """Addresses on lines of their own that begin with a refusal: ``550 <a@b>... Unknown``."""
    return [found[1] or found[2] for found in _REFUSED.finditer(text)]


def _mentioned(mail: Mail, text: str) -> list[str]:
    ours = {author(mail).lower(), *(one.lower() for one in ADDRESS.findall(mail.header("to")))}
    found = (one.rstrip(".") for one in ADDRESS.findall(text))
    return [one for one in found if one.lower() not in ours and not _is_aside(text, one)][:1]


def about(text: str, recipient: str, others: Collection[str] = ()) -> str:
    """The lines that speak of a recipient: from its first mention to another's; else all."""
    lines = text.lower().splitlines()
    wanted = recipient.lower()
    strangers = [one.lower() for one in others if one.lower() != wanted]
    for number, line in enumerate(lines):
        if wanted not in line:
            continue
        end, is_refusal = number + 1, _CODED.match(line)
        while end < min(len(lines), number + AROUND):
            is_next = is_refusal and _CODED.match(lines[end])
            if is_next or any(one in lines[end] for one in strangers):
                break
            end += 1
        return "\n".join(text.splitlines()[number:end])
    return text


def stage(text: str) -> str:
    """To which command the refusal was an answer: mail, rcpt, data, or nothing."""
    flat = " ".join(text.lower().split())
    for name, pattern in _STAGES:
        if pattern.search(flat):
            return name
    if _NEEDS_RECIPIENT.search(flat):  # so it had been refused, though the talk had gone on
        return "rcpt"
    talk = _TALK.search(text)
    return talk[1].lower() if talk else ""
