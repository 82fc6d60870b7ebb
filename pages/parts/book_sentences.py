"""The rule books in plain language: what each rule says as a sentence, and how it is cited."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from core.campaigns.questions import Scale
from core.cockpit import Cockpit
from core.delivery.policy import SendingBook
from core.foundation import words
from core.messages.manners import SPOKEN, Manners
from core.rulebook.briefs import Asked, BriefsBook, KindRule
from core.rulebook.shelf import in_force
from pages.parts import book_recipients, book_route
from pages.parts.book_recipients import exempted
from pages.parts.book_route import role_name
from pages.parts.frame import language, say

Sentence = tuple[str, str]  # its rule, as ``book@version#rule``, and what it says


def sentences(house: Cockpit, name: str) -> list[Sentence]:
    """Everything a book in force says."""
    match name:
        case "approval":
            return list(book_route.sentences(house.books.approval))
        case "recipients":
            return list(book_recipients.sentences(house.books.recipients))
        case "briefs":
            return list(_briefs(house, house.books.briefs))
        case "sending":
            return list(_sending(in_force("sending", SendingBook)))
        case _:
            return list(_messages(in_force("messages", Manners)))


def version_of(house: Cockpit, name: str) -> int:
    """The version of a book that is in force."""
    kept: dict[str, type[BaseModel]] = {"sending": SendingBook, "messages": Manners}
    book: Any = in_force(name, kept[name]) if name in kept else getattr(house.books, name)
    return int(book.version)


def _source(house: Cockpit, name: str) -> str:
    source = house.catalogue.sources.get(name)
    return name if source is None else source.labels[language()]


def _briefs(house: Cockpit, book: BriefsBook) -> Iterator[Sentence]:
    bears, files = book.capacity, book.attachments
    yield (
        book.cite(bears.rule),
        say("rules-capacity", n=bears.mailings_a_week, contacts=bears.contacts_a_week),
    )
    yield (
        book.cite(files.rule),
        say("rules-attachments", n=files.most, megabytes=files.megabytes),
    )
    for old in book.stale:
        yield book.cite(old.rule), say("rules-stale", source=_source(house, old.source))
    for kind in book.kinds:
        yield from _kind(book, kind)


def _kind(book: BriefsBook, kind: KindRule) -> Iterator[Sentence]:
    label = kind.label.text(language())
    for asked in kind.facts:
        yield book.cite(f"{kind.name}.{asked.key}"), _fact(book, label, asked)
    for step in kind.steps:
        said = say(
            "rules-step",
            kind=label,
            status=say(f"briefs-status-{step.status}"),
            n=step.working_days,
            owner=say(f"people-role-{step.owner}"),
        )
        yield book.cite(f"{kind.name}.{step.status}"), said


def _fact(book: BriefsBook, kind: str, asked: Asked) -> str:
    rule = book.fact(asked.key)
    return say(
        "rules-fact",
        kind=kind,
        fact=asked.key if rule is None else rule.label.text(language()),
        mandatory=say("rules-mandatory" if asked.mandatory else "rules-voluntary"),
        role=role_name(asked.confirmed_by),
        dated=say("rules-dated" if asked.dated else "rules-undated"),
    )


def _sending(book: SendingBook) -> Iterator[Sentence]:
    quiet = book.quiet_hours
    if quiet is not None:
        said = say(
            "rules-quiet-hours",
            start=f"{quiet.start:%H:%M}",
            end=f"{quiet.end:%H:%M}",
            exempt=exempted(sorted(quiet.exempt)),
        )
        yield f"sending@{book.version}#quiet_hours", said
    after = ", ".join(words.number(language(), one) for one in book.retries.after_minutes)
    said = say("rules-retries", n=len(book.retries.after_minutes), minutes=after)
    yield f"sending@{book.version}#retries", said
    yield f"sending@{book.version}#prices", _prices(book)
    soft = book.soft_bounces
    said = say("rules-soft-bounces", n=soft.most, days=soft.days)
    yield f"sending@{book.version}#soft_bounces", said
    yield from _doubts(book)
    yield f"sending@{book.version}#throttles", _throttles(book)


def _doubts(book: SendingBook) -> Iterator[Sentence]:
    cite, kept = f"sending@{book.version}#doubts", book.doubts
    yield cite, say("rules-doubts", what=say(f"rules-doubt-{kept.email}"))
    for purpose, doubt in kept.purposes.items():
        what = say(f"rules-doubt-{doubt}")
        said = say(
            "rules-doubts-purpose", purpose=say(f"campaigns-purpose-{purpose}"), what=what
        )
        yield f"{cite}.purposes.{purpose}", said


def _throttles(book: SendingBook) -> str:
    told = book.throttles
    paces = [(say("rules-pace-domain"), told.domain), *told.domains.items()]
    paces += [(say(f"audience-channel-{one}"), pace) for one, pace in told.channels.items()]
    paces.append((say("rules-pace-campaign"), told.campaign))
    each = "; ".join(
        say("rules-pace", what=what, n=words.number(language(), pace))
        for what, pace in paces
        if pace
    )
    return say("rules-throttles", paces=each or say("rules-none"), n=told.refusals)


def _prices(book: SendingBook) -> str:
    prices = book.prices.prices()
    if not prices.are_set:
        return say("rules-no-prices")
    each = (
        f"{say(f'audience-channel-{one}')} – {words.price(language(), amount, prices.currency)}"
        for one, amount in prices.each.items()
    )
    return say("rules-prices", prices="; ".join(each))


def _messages(book: Manners) -> Iterator[Sentence]:
    cite = f"messages@{book.version}#"
    own = ", ".join(book.links.own_hosts) or say("rules-none")
    yield cite + "links.own_hosts", say("rules-own-hosts", hosts=own)
    others = ", ".join(book.links.other_hosts)
    said = say("rules-other-hosts", hosts=others) if others else say("rules-any-host")
    yield cite + "links.other_hosts", said
    yield cite + "links.marks", say("rules-marks", marks=", ".join(book.links.marks))
    yield (
        cite + "personal.welcome",
        say("rules-welcome", fields=", ".join(book.personal.welcome)),
    )
    for spoken, lists in book.footer.items():
        either = "; ".join(" / ".join(one) for one in lists)
        yield cite + f"footer.{spoken}", say("rules-footer", spoken=spoken, words=either)
    for spoken, starts in book.promotion.items():
        said = say("rules-promotion", spoken=spoken, n=len(starts), words=", ".join(starts))
        yield cite + f"promotion.{spoken}", said
    yield cite + "sms.most_parts", say("rules-sms", n=book.sms.most_parts)
    asking = book.question
    said = say("rules-question", wait=asking.wait_days, days=asking.answer_days)
    yield cite + "question", said
    for scale in asking.scales:
        for spoken in SPOKEN:
            told = asking.said(scale, spoken)
            yield f"{cite}question.words.{scale}.{spoken}", _asked(scale, spoken, told)


def _asked(scale: str, spoken: str, told: dict[str, str]) -> str:
    ends = Scale(scale).answers
    return say("rules-question-words", spoken=spoken, least=ends[0], most=ends[-1], **told)
