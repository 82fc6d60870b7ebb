"""The experts' door: one boolean SQL expression over declared fields, and nothing else.

What is typed is parsed, and a new expression is built out of the parts that are allowed; the
text itself never reaches an engine. There are no statements, no tables, no functions but those
below, and every part has one kind, so that no engine meets a comparison it cannot make.

LOWER is the same on every engine, letter by letter. UPPER is not, and so is not here: a “ß”
becomes “SS” on one, “ẞ” on another, and stays as it is on a third.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from core.foundation.refusal import Refusal
from core.segments.nearest import nearest
from core.warehouse import windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind

MAX_PARTS = 200
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
FUNCTIONS = ("ABS", "CEIL", "COALESCE", "FLOOR", "LOWER", "NULLIF")

NUMBER, TEXT, DAY, TRUTH = "number", "text", "day", "truth"
_KINDS = {
    Kind.NUMBER: NUMBER,
    Kind.MONEY: NUMBER,
    Kind.TEXT: TEXT,
    Kind.CATEGORY: TEXT,
    Kind.DATE: DAY,
    Kind.BOOLEAN: TRUTH,
}


class BadExpression(Refusal):
    """The text is not one test over declared fields."""


@dataclass(frozen=True)
class Part:
    """A piece of a new expression, and what kind of value it has."""

    kind: str
    built: exp.Expr


def fields_of(text: str, catalogue: Catalogue) -> list[str]:
    """The keys of the fields an expression reads, sorted. Raises `BadExpression`."""
    return sorted({column.name for column in test(text, catalogue).find_all(exp.Column)})


def askable(catalogue: Catalogue) -> list[Field]:
    """The fields an expression may name."""
    return [field for field in catalogue.facts() if field.kind in _KINDS]


def test(text: str, catalogue: Catalogue) -> exp.Expr:
    """The expression built anew: a boolean over columns named by fields' keys.

    Raises `BadExpression`, which names the part that is not allowed.
    """
    parsed = _parsed(text)
    if sum(1 for _ in parsed.walk()) > MAX_PARTS:
        raise BadExpression("segments-expression-too-large")
    known = {field.key: _KINDS[field.kind] for field in askable(catalogue)}
    return _Builder(known).truth(parsed).copy()


def _parsed(text: str) -> exp.Expr:
    try:
        statements = sqlglot.parse(text, dialect="duckdb")
    except (SqlglotError, RecursionError):
        raise BadExpression("segments-expression-unreadable") from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Expr):
        raise BadExpression("segments-expression-unreadable")
    return statements[0]


class _Builder:
    """Builds each allowed part anew, from the inside out."""

    def __init__(self, known: dict[str, str]) -> None:
        self.known = known

    def truth(self, node: exp.Expr) -> exp.Expr:
        return self.of_kind(node, TRUTH).built

    def of_kind(self, node: exp.Expr | None, kind: str) -> Part:
        part = self.part(node)
        if part.kind != kind:
            raise BadExpression("segments-expression-kinds", part=_shown(node))
        return part

    def part(self, node: exp.Expr | None) -> Part:
        build = _BUILDERS.get(type(node)) if node is not None else None
        if node is None or build is None:
            raise BadExpression("segments-expression-not-allowed", part=_shown(node))
        return build(self, node)

    def alike(self, nodes: list[exp.Expr]) -> tuple[str, list[exp.Expr]]:
        """Parts that all have the kind of the first."""
        first = self.part(nodes[0]).kind
        return first, [self.of_kind(node, first).built for node in nodes]


def _paren(builder: _Builder, node: exp.Expr) -> Part:
    inner = builder.part(node.this)
    return Part(inner.kind, exp.paren(inner.built))


def _connected(builder: _Builder, node: exp.Expr) -> Part:
    made = type(node)(this=builder.truth(node.this), expression=builder.truth(node.expression))
    return Part(TRUTH, exp.paren(made))


def _not(builder: _Builder, node: exp.Expr) -> Part:
    return Part(TRUTH, exp.Not(this=exp.paren(builder.truth(node.this))))


def _compared(builder: _Builder, node: exp.Expr) -> Part:
    _, (left, right) = builder.alike([node.this, node.expression])
    return Part(TRUTH, type(node)(this=left, expression=right))


def _between(builder: _Builder, node: exp.Expr) -> Part:
    _, (value, low, high) = builder.alike([node.this, node.args["low"], node.args["high"]])
    return Part(TRUTH, exp.Between(this=value, low=low, high=high))


def _in(builder: _Builder, node: exp.Expr) -> Part:
    if not node.expressions:  # a query, or an array
        raise BadExpression("segments-expression-not-allowed", part=_shown(node))
    _, (value, *wanted) = builder.alike([node.this, *node.expressions])
    return Part(TRUTH, exp.In(this=value, expressions=wanted))


def _is_null(builder: _Builder, node: exp.Expr) -> Part:
    if not isinstance(node.expression, exp.Null):
        raise BadExpression("segments-expression-not-allowed", part=_shown(node))
    value = builder.part(node.this).built
    return Part(TRUTH, exp.Is(this=value, expression=exp.null()))


def _like(builder: _Builder, node: exp.Expr) -> Part:
    pattern = node.expression
    # Engines differ about a backslash in a pattern.
    if not isinstance(pattern, exp.Literal) or "\\" in pattern.name:
        raise BadExpression("segments-expression-not-allowed", part=_shown(node))
    _, (value, wanted) = builder.alike([node.this, pattern])
    return Part(TRUTH, exp.Like(this=value, expression=wanted))


def _reckoned(builder: _Builder, node: exp.Expr) -> Part:
    """Arithmetic, in double precision on every engine; by nothing, nothing is divided."""
    left, right = (_double(builder, one) for one in (node.this, node.expression))
    if isinstance(node, exp.Div):
        right = exp.Nullif(this=right, expression=exp.Literal.number(0))
    return Part(NUMBER, exp.paren(type(node)(this=left, expression=right)))


def _double(builder: _Builder, node: exp.Expr) -> exp.Expr:
    return exp.cast(builder.of_kind(node, NUMBER).built, exp.DataType.Type.DOUBLE)


def _of_a_number(builder: _Builder, node: exp.Expr) -> Part:
    return Part(NUMBER, type(node)(this=builder.of_kind(node.this, NUMBER).built))


def _of_a_text(builder: _Builder, node: exp.Expr) -> Part:
    return Part(TEXT, type(node)(this=builder.of_kind(node.this, TEXT).built))


def _coalesce(builder: _Builder, node: exp.Expr) -> Part:
    kind, parts = builder.alike([node.this, *node.expressions])
    return Part(kind, exp.func("COALESCE", *parts))


def _nullif(builder: _Builder, node: exp.Expr) -> Part:
    kind, (value, other) = builder.alike([node.this, node.expression])
    return Part(kind, exp.Nullif(this=value, expression=other))


def _case(builder: _Builder, node: exp.Expr) -> Part:
    branches = node.args["ifs"]
    if node.this is not None:
        raise BadExpression("segments-expression-not-allowed", part=_shown(node))
    otherwise = [node.args["default"]] if node.args.get("default") is not None else []
    kind, values = builder.alike([*(one.args["true"] for one in branches), *otherwise])
    made = exp.Case()
    for branch, value in zip(branches, values, strict=False):
        made = made.when(builder.truth(branch.this), value, copy=False)
    return Part(kind, made.else_(values[-1], copy=False) if otherwise else made)


def _literal(_builder: _Builder, node: exp.Expr) -> Part:
    if node.is_string:
        return Part(TEXT, exp.Literal.string(node.name))
    if not node.name.replace(".", "", 1).isdigit():  # no exponents: engines compare exactly
        raise BadExpression("segments-expression-not-allowed", part=_shown(node))
    return Part(NUMBER, exp.Literal.number(node.name))


def _day(_builder: _Builder, node: exp.Expr) -> Part:
    """DATE '2026-03-02' and nothing else that is cast."""
    if not node.args["to"].is_type("date") or not isinstance(node.this, exp.Literal):
        raise BadExpression("segments-expression-not-allowed", part=_shown(node))
    try:
        day = date.fromisoformat(node.this.name)
    except ValueError:
        raise BadExpression("segments-expression-not-allowed", part=_shown(node)) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadExpression("segments-expression-not-allowed", part=_shown(node))
    return Part(DAY, windows.literal(day))


def _boolean(_builder: _Builder, node: exp.Expr) -> Part:
    return Part(TRUTH, exp.true() if node.this else exp.false())


def _column(builder: _Builder, node: exp.Expr) -> Part:
    kind = builder.known.get(node.name)
    if kind is None or node.args.get("table") is not None:
        raise BadExpression(
            "segments-expression-unknown-field",
            field=_shown(node),
            nearest=nearest(node.name, builder.known),
        )
    return Part(kind, exp.column(node.name, quoted=True))


def _shown(node: exp.Expr | None) -> str:
    return node.sql(dialect="duckdb")[:60] if node is not None else ""


_Build = Callable[[_Builder, exp.Expr], Part]
_BUILDERS: dict[type, _Build] = {
    exp.Paren: _paren,
    exp.And: _connected,
    exp.Or: _connected,
    exp.Not: _not,
    **dict.fromkeys((exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE), _compared),
    exp.Between: _between,
    exp.In: _in,
    exp.Is: _is_null,
    exp.Like: _like,
    **dict.fromkeys((exp.Add, exp.Sub, exp.Mul, exp.Div), _reckoned),
    **dict.fromkeys((exp.Neg, exp.Abs, exp.Floor, exp.Ceil), _of_a_number),
    exp.Lower: _of_a_text,
    exp.Coalesce: _coalesce,
    exp.Nullif: _nullif,
    exp.Case: _case,
    exp.Literal: _literal,
    exp.Cast: _day,
    exp.Boolean: _boolean,
    exp.Column: _column,
}
