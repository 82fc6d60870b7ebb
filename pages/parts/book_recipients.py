"""The book of recipients in plain language: who is left in peace, and how often at most."""

from collections.abc import Iterator, Sequence

from core.foundation import words
from core.rulebook.model import RecipientsBook
from core.rulebook.recipients import GlobalHoldout
from pages.parts.frame import language, say

Sentence = tuple[str, str]  # its rule, as ``book@version#rule``, and what it says


def sentences(book: RecipientsBook) -> Iterator[Sentence]:
    """Everything the book says, in the order of the questions it answers."""
    for purpose, rule in book.purposes.items():
        need = say("rules-record-needed" if rule.record_needed else "rules-record-not-needed")
        bases = ", ".join(_basis(one) for one in rule.bases)
        yield book.cite(purpose), say("rules-purpose", purpose=purpose, need=need, bases=bases)
    for one in book.exclusions:
        label = one.label.text(language())
        said = say("rules-exclusion", label=label, exempt=exempted(one.exempt))
        yield book.cite(one.rule), said
    yield from _pressure(book)
    if book.global_holdout is not None:
        yield book.cite(book.global_holdout.rule), _standing(book.global_holdout)
    strata = ", ".join(say(f"rules-stratum-{one}") for one in book.holdout.strata)
    yield book.cite("holdout"), say("rules-holdout", strata=strata or say("rules-none"))


def exempted(purposes: Sequence[str]) -> str:
    """The purposes a rule leaves alone, or the word for none."""
    named = ", ".join(say("rules-purpose-name", purpose=one) for one in purposes)
    return named or say("rules-nobody")


def _pressure(book: RecipientsBook) -> Iterator[Sentence]:
    exempt = exempted(book.pressure.exempt)
    for cap in book.pressure.caps:
        said = say("rules-cap", label=cap.label.text(language()), exempt=exempt)
        yield book.cite(cap.rule), said
    yield book.cite("pressure.priority"), say("rules-priority", n=book.pressure.priority)


def _standing(holdout: GlobalHoldout) -> str:
    return say(
        "rules-standing",
        label=holdout.label.text(language()),
        share=words.percent(language(), holdout.share),
        rotation=holdout.rotation,
        exempt=exempted(holdout.exempt),
    )


def _basis(basis: str) -> str:
    key = f"rules-basis-{basis}"
    return words.say(language(), key) if key in words.keys(language()) else basis
