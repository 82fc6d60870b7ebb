"""Who has to decide on this campaign, computed from the book, each stage with its reasons."""

from core.approvals.model import Stage, Why
from core.rulebook.model import ApprovalBook, Condition, StageRule


def stages_of(book: ApprovalBook, *, purpose: str, messages: int) -> list[Stage]:
    """The stages a campaign needs, in the book's order.

    `messages` is how many contacts would be written to.
    """
    stages = []
    for rule in book.stages:
        applying = [
            condition
            for condition in rule.when
            if condition.applies(audience=messages, purpose=purpose)
        ]
        if applying:
            stages.append(_stage(book, rule, applying, messages))
    return stages


def _stage(
    book: ApprovalBook, rule: StageRule, applying: list[Condition], messages: int
) -> Stage:
    reasons = tuple(_why(book, condition, messages) for condition in applying)
    label = {"en": rule.label.en, "ru": rule.label.ru}
    return Stage(name=rule.name, role=rule.role, label=label, reasons=reasons)


def _why(book: ApprovalBook, condition: Condition, messages: int) -> Why:
    cited = f"approval@{book.version}#{condition.rule}"
    if condition.audience_over is not None:
        values = {"size": messages, "limit": condition.audience_over}
        return Why(cited, "approvals-why-audience-over", dict(values))
    if condition.purpose is not None:
        return Why(cited, f"approvals-why-{condition.purpose}")
    return Why(cited, "approvals-why-always")
