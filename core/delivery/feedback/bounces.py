"""What a mail in the bounce mailbox says: who did not get it, and why. Nothing is believed.

Sources: RFC 3464 (reports), RFC 6533 (addresses in other letters), RFC 5965 (complaints),
RFC 3834 (automatic answers), RFC 3463 (status codes).
"""

import re
from dataclasses import dataclass

from core.delivery.feedback import bounce_texts, cloud_notes
from core.delivery.feedback.bounce_book import LONGEST_SAID, Bounce, Said, book
from core.delivery.feedback.opening import Mail, Unopened, opened
from core.delivery.feedback.report_fields import ADDRESS, KINDS, Fields, fields

LONGEST_REASON = 300
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45]\d\d)(?![\d.])")
_ACTIONS = {
    "delivered": Bounce.DELIVERED,
    "relayed": Bounce.DELIVERED,
    "expanded": Bounce.DELIVERED,
    "delayed": Bounce.DELAYED,
}
_NOTED = {
    "bounce": Bounce.SOFT,
    "complaint": Bounce.COMPLAINT,
    "delivery": Bounce.DELIVERED,
}
_VAGUE = re.compile(r"[245]\.0\.0")


@dataclass(frozen=True)
class Verdict:
    """What became of the mail to one recipient. `rule` is the rule of the book that said so."""

    recipient: str
    bounce: Bounce
    status: str = ""
    reason: str = ""
    rule: str = ""


def read_mail(raw: bytes) -> list[Verdict]:
    """A verdict per recipient; one without a recipient where the mail says nothing of that
    kind. Raises `Unopened` for what is not safe to read, and nothing else."""
    mail = opened(raw)
    return (
        _complaints(mail)
        or _reported(mail)
        or _noted(mail)
        or _answered(mail)
        or _told(mail)
        or [Verdict("", Bounce.NONE)]
    )


def _complaints(mail: Mail) -> list[Verdict]:
    """RFC 5965: what an abuse report complains of."""
    for text in mail.of("x-feedback-report"):
        found = bounce_texts.headers(text)
        kind = found.get("feedback-type", "").lower()
        if not kind:
            continue
        is_complaint = kind in ("abuse", "fraud", "opt-out", "virus", "other", "miscategorized")
        told = Bounce.COMPLAINT if is_complaint else Bounce.NONE
        who = bounce_texts.complained_of(mail, found)
        return [Verdict(who, told, reason=_short(kind), rule="rfc5965")]
    return []


def _reported(mail: Mail) -> list[Verdict]:
    """RFC 3464 and RFC 6533."""
    found = fields(mail)
    text, everybody = bounce_texts.told(mail), [one.recipient for one in found]
    return [
        _of(
            one,
            bounce_texts.about(text, one.recipient, everybody),
            text if len(found) == 1 else "",
        )
        for one in found
    ]


def _noted(mail: Mail) -> list[Verdict]:
    """What a relay in the cloud says in its own form."""
    found = []
    for note in cloud_notes.notes(mail):
        said = _said(note.words, note.status, "")
        told, rule = _NOTED.get(note.kind, Bounce.NONE), "note"
        if told is Bounce.SOFT and note.lasting:
            told, rule = book().verdict(said)
        reason = _short(note.words)
        found.append(Verdict(note.recipient, told, said.status, reason, rule))
    return found


def _answered(mail: Mail) -> list[Verdict]:
    """RFC 3834: somebody is away, or a machine says it got the mail."""
    if not bounce_texts.is_automatic(mail):
        return []
    subject = _short(mail.header("subject"))
    return [Verdict(bounce_texts.author(mail), Bounce.AUTO_REPLY, reason=subject)]


def _told(mail: Mail) -> list[Verdict]:
    """Reports in no form but words."""
    if not bounce_texts.is_bounce(mail):
        return []
    text = bounce_texts.told(mail)
    everybody = bounce_texts.recipients(mail, text)
    is_late = bounce_texts.is_delay(mail, text)
    found = []
    for recipient in everybody:
        about = bounce_texts.about(text, recipient, everybody)
        said = _said(text if len(everybody) == 1 else about, "", about)
        told, rule = (Bounce.DELAYED, "words") if is_late else _judged(said, "")
        found.append(Verdict(recipient, told, said.status, _short(about), rule))
    return found


def _of(one: Fields, about: str, whole: str) -> Verdict:
    said = _said(one.diagnostic or one.status, one.status, about)
    reason = _short(one.diagnostic or one.status)
    if one.action in _ACTIONS or said.status.startswith("2."):
        told = _ACTIONS.get(one.action, Bounce.DELIVERED)
        return Verdict(one.recipient, told, said.status, reason, "action")
    told, rule = _judged(said, whole)
    return Verdict(one.recipient, told, said.status, reason, rule)


def _judged(said: Said, whole: str) -> tuple[Bounce, str]:
    """What the book says; a hard one stands only if no other word of the report denies it."""
    told, rule = book().verdict(said)
    if told is Bounce.HARD and whole:
        denied = book().denial(whole.lower()[:LONGEST_SAID])
        return (Bounce.SOFT, denied) if denied else (told, rule)
    return told, rule


def _said(diagnostic: str, status: str, text: str) -> Said:
    """What a diagnostic says; where it says nothing, the words around the address do."""
    enhanced = _first(_ENHANCED, diagnostic) or _first(_ENHANCED, status)
    words = diagnostic
    if not _tells(diagnostic):
        words = f"{diagnostic} {text}"
    if not enhanced or _VAGUE.fullmatch(enhanced):
        enhanced = _first(_ENHANCED, text) or enhanced if not _tells(diagnostic) else enhanced
    code = _first(_CODE, diagnostic) or _first(_CODE, words)
    return Said(
        text=" ".join(words.lower().split())[:LONGEST_SAID],
        status=enhanced,
        code=int(code or 0),
        stage=bounce_texts.stage(f"{diagnostic}\n{text}"),
    )


def _tells(diagnostic: str) -> bool:
    """Whether there are words in it beyond its numbers and its address."""
    bare = ADDRESS.sub("", diagnostic)
    return len(re.findall(r"[^\W\d_]{3,}", bare)) > 1


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _short(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:LONGEST_REASON]


__all__ = ["KINDS", "Bounce", "Unopened", "Verdict", "read_mail"]
