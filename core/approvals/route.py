"""Who has to decide on this campaign, computed from the book, each stage with its reasons."""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from functools import reduce

from core.approvals.model import Stage, Why
from core.approvals.working_hours import Limit, Office
from core.foundation.words import Value
from core.rulebook.approval import ApprovalBook, Case, Condition, OfficeRule, StageRule

Values = dict[str, Value]


def stages_of(book: ApprovalBook, case: Case) -> list[Stage]:
    """The stages a campaign needs: by their step, and within one in the book's order."""
    stages = []
    for rule in sorted(book.stages, key=lambda one: one.step):
        applying = [condition for condition in rule.when if condition.applies(case)]
        if applying:
            stages.append(_stage(book, rule, applying, case))
    return stages


def _stage(book: ApprovalBook, rule: StageRule, applying: list[Condition], case: Case) -> Stage:
    limit = None
    if rule.hours is not None:
        limit = Limit(rule.hours, rule.escalates_to, _office(book.office))
    return Stage(
        name=rule.name,
        role=rule.role,
        label={"en": rule.label.en, "ru": rule.label.ru},
        reasons=tuple(_why(book.cite(one.rule), one, case) for one in applying),
        step=rule.step,
        needed=rule.decisions,
        limit=limit,
    )


def _office(rule: OfficeRule) -> Office:
    return Office(rule.zone, rule.opens, rule.pause_from, rule.pause_until, rule.closes)


def _why(cited: str, condition: Condition, case: Case) -> Why:
    """The reason of one rule: all that it asks, and what this campaign answers."""
    whys = [_reason(cited, one, condition, case) for one in condition.said]
    return reduce(lambda rest, one: Why(one.rule, one.key, one.values, rest), reversed(whys))


def _reason(cited: str, said: str, condition: Condition, case: Case) -> Why:
    if said == "purpose":
        return Why(cited, f"approvals-why-{condition.purpose}")
    key = f"approvals-why-{said.replace('_', '-')}"
    if said == "audience_over" and case.asked_held_out:
        key = f"{key}-asked"
    return Why(cited, key, _VALUES.get(said, _nothing)(condition, case))


def _nothing(_condition: Condition, _case: Case) -> Values:
    return {}


def _size(condition: Condition, case: Case) -> Values:
    asked: Values = {"asked": case.asked_held_out} if case.asked_held_out else {}
    return asked | {"size": case.contacts, "limit": condition.audience_over or 0}


def _cost(condition: Condition, case: Case) -> Values:
    rubles = (case.cost or Decimal(0)).quantize(Decimal(1), ROUND_CEILING)
    return {"cost": int(rubles), "limit": condition.cost_over or 0}


def _channels(condition: Condition, case: Case) -> Values:
    used = sorted(case.channels.intersection(condition.channels or ()))
    return {"channel": used[0]}


def _product(_condition: Condition, case: Case) -> Values:
    return {"product": case.product.strip()}


def _per_account(condition: Condition, case: Case) -> Values:
    # Nobody counts to nought: it stands for “all of them”.
    most = case.contacts_per_account or 0
    return {"most": most, "limit": condition.contacts_per_account_over or 0}


_VALUES: dict[str, Callable[[Condition, Case], Values]] = {
    "audience_over": _size,
    "cost_over": _cost,
    "channels": _channels,
    "products": _product,
    "contacts_per_account_over": _per_account,
}
