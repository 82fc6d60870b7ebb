"""How each engine is told the same thing: the one place that knows where they differ.

Questions are built in the meaning DuckDB gives them. What another engine would understand
differently is said to it in its own words here, so that every engine finds the same accounts:

- a quotient is a double, and so is a number of more digits than a decimal holds;
- a difference with a day in it is a number of days;
- letters are lowered one by one, whatever the collation (İ is i; Σ is σ, at the end of a word
  too), and texts are compared by their bytes;
- a day is a Date32 on ClickHouse (its Date knows neither 1960 nor 2150), and its decimals are
  written as decimals, since “1000.501” would be a float there;
- the lower median is exact, not approximate; the last of something is found by ordering.
"""

import re
from collections.abc import Callable

from sqlglot import ErrorLevel, exp

DUCKDB, POSTGRESQL, CLICKHOUSE, SPARK = "duckdb", "postgres", "clickhouse", "spark"

LONGEST_DECIMAL = 38  # digits
WIDEST = (
    28  # digits of a copied column: some are left for the fraction of what it is compared with
)
LONGEST_FRACTION = 17  # digits after the point
LONGEST_WHOLE = 18  # digits that every engine reads as a whole number

Rewriting = Callable[[exp.Expr], exp.Expr]


def text(question: exp.Expr, dialect: str, *, pretty: bool = False) -> str:
    """A question in the words of an engine; what cannot be said there is an exception."""
    said = rewritten(question, dialect)
    return said.sql(dialect=dialect, pretty=pretty, unsupported_level=ErrorLevel.RAISE)


def rewritten(question: exp.Expr, dialect: str) -> exp.Expr:
    """The question with everything that an engine would take differently said its way."""
    rewritings = _REWRITINGS[dialect]
    if not rewritings:
        return question
    copy = question.copy()
    # From the inside out: whatever stands around a part sees what has become of it.
    for node in reversed(list(copy.walk(bfs=False))):
        rewriting = rewritings.get(type(node))
        said = rewriting(node) if rewriting is not None else node
        if said is not node and node is copy:
            copy = said
        elif said is not node:
            node.replace(said)
    return copy


def named(name: str) -> exp.Identifier:
    """A name in quotes."""
    return exp.to_identifier(name, quoted=True)


def _quoted(node: exp.Expr) -> exp.Expr:
    """Every name in quotes: none of them is a word of any engine's own."""
    node.set("quoted", True)  # noqa: FBT003 - an argument of a syntax tree
    return node


def _double(node: exp.Expr) -> exp.Expr:
    return exp.cast(node.copy(), exp.DataType.Type.DOUBLE)


def _quotient(node: exp.Expr) -> exp.Expr:
    left, right = _double(node.this), _double(node.expression)
    return exp.Div(this=left, expression=right, typed=True, safe=False)


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    copies = [argument.copy() for argument in arguments]
    return exp.Anonymous(this=name, expressions=copies)


def _lowered(value: exp.Expr) -> exp.Expr | None:
    """A literal is lowered before it is said, letter by letter."""
    if not isinstance(value, exp.Literal) or not value.is_string:
        return None
    letters = ("i" if letter == "İ" else letter.lower() for letter in value.name)
    return exp.Literal.string("".join(letters))


def _folded(value: exp.Expr, translate: str) -> exp.Expr:
    """The two letters whose small form depends on the engine, or on their place in a word."""
    return _call(translate, value, exp.Literal.string("İΣ"), exp.Literal.string("iσ"))


def _has_a_day(node: exp.Expr) -> bool:
    return any(
        isinstance(side, exp.Cast) and side.to.this in _DAYS
        for side in (node.this, node.expression)
    )


_DAYS = (exp.DataType.Type.DATE, exp.DataType.Type.DATE32)


# --- PostgreSQL -----------------------------------------------------------------------------


def _postgresql_lower(node: exp.Expr) -> exp.Expr:
    return _lowered(node.this) or _by_unicode(exp.Lower, _folded(node.this, "TRANSLATE"))


def _postgresql_upper(node: exp.Expr) -> exp.Expr:
    return _by_unicode(exp.Upper, node.this.copy())


def _by_unicode(change: type[exp.Func], value: exp.Expr) -> exp.Expr:
    """Unicode's letters, whatever the database's own collation; compared by bytes again."""
    unicode = exp.Collate(this=value, expression=named("und-x-icu"))
    return exp.paren(exp.Collate(this=change(this=unicode), expression=named("C")))


def _postgresql_last(node: exp.Expr) -> exp.Expr:
    """The value of the latest row: PostgreSQL has no ARG_MAX."""
    found = node.this if isinstance(node, exp.Filter) else node
    if isinstance(node.parent, exp.Filter) or not isinstance(found, exp.ArgMax):
        return node
    keys = found.expression
    order = keys.expressions if isinstance(keys, exp.Tuple) else [keys]
    latest = [exp.Ordered(this=key.copy(), desc=True) for key in order]
    rows: exp.Expr = exp.ArrayAgg(this=exp.Order(this=found.this.copy(), expressions=latest))
    if isinstance(node, exp.Filter):
        rows = exp.Filter(this=rows, expression=node.expression.copy())
    return exp.Bracket(this=exp.paren(rows), expressions=[exp.Literal.number(1)], offset=1)


# --- ClickHouse -----------------------------------------------------------------------------


def _clickhouse_number(node: exp.Expr) -> exp.Expr:
    """An exact decimal, where ClickHouse would read a float."""
    digits = _digits_of(node)
    if digits is None or isinstance(node.parent, exp.PercentileDisc):
        return node
    # Compared with a longer fraction, a large decimal would overflow and nobody would notice.
    if sum(digits) > LONGEST_DECIMAL or digits[1] > LONGEST_FRACTION:
        return _double(exp.Literal.string(node.name))
    scale = exp.Literal.number(digits[1])
    return _call(_DECIMAL, exp.Literal.string(node.name), scale)


def _clickhouse_choice(node: exp.Expr) -> exp.Expr:
    """Values to choose from, brought to one type where one of them is written as a decimal."""
    choices = _choices(node)
    parts = [part for choice in choices for part in choice.walk(prune=_is_test)]
    written = [
        part for part in parts if isinstance(part, exp.Anonymous) and part.name == _DECIMAL
    ]
    if not written:
        return node
    casts = [part.args["to"].this for part in parts if isinstance(part, exp.Cast)]
    scale = max(_COMMON_SCALE, *(int(number.expressions[1].name) for number in written))
    decimal = f"DECIMAL({LONGEST_DECIMAL}, {scale})"
    common = "DOUBLE" if exp.DataType.Type.DOUBLE in casts else decimal
    for choice in choices:
        choice.replace(exp.cast(choice.copy(), common))
    return node


def _choices(node: exp.Expr) -> list[exp.Expr]:
    if isinstance(node, exp.Coalesce):
        return [node.this, *node.expressions]
    branches = [branch.args["true"] for branch in node.args["ifs"]]
    return branches + [one for one in [node.args.get("default")] if one is not None]


def _is_test(node: exp.Expr) -> bool:
    return isinstance(node, exp.Predicate | exp.Connector | exp.Not)


_DECIMAL = "toDecimal128"
_COMMON_SCALE = 10


def _digits_of(node: exp.Expr) -> tuple[int, int] | None:
    """A number's digits before and after the point; None where it is small and whole."""
    found = None if node.is_string else _NUMBER.fullmatch(node.name)
    if found is None:
        return None
    whole, fraction = len(found[1]), len(found[2] or "")
    return None if not fraction and whole <= LONGEST_WHOLE else (whole, fraction)


_NUMBER = re.compile(r"-?(\d+)(?:\.(\d+))?")


def _clickhouse_lower(node: exp.Expr) -> exp.Expr:
    return _lowered(node.this) or _call("lowerUTF8", _folded(node.this, "translateUTF8"))


def _clickhouse_upper(node: exp.Expr) -> exp.Expr:
    return _call("upperUTF8", node.this)


def _clickhouse_cast(node: exp.Expr) -> exp.Expr:
    if node.args["to"].this is not exp.DataType.Type.DATE:
        return node
    is_known = isinstance(node.this, exp.Literal)
    day = exp.DataType(this=exp.DataType.Type.DATE32, nullable=not is_known)
    return exp.Cast(this=node.this.copy(), to=day)


def _clickhouse_difference(node: exp.Expr) -> exp.Expr:
    if not _has_a_day(node):
        return node
    return _call("dateDiff", exp.Literal.string("day"), node.expression, node.this)


def _clickhouse_among(node: exp.Expr) -> exp.Expr:
    """Numbers one by one: a list of them would be brought to the column's type first."""
    wanted = node.expressions
    if all(isinstance(one, exp.Literal) and one.is_string for one in wanted):
        return node
    equal = (exp.EQ(this=node.this.copy(), expression=one.copy()) for one in wanted)
    return exp.paren(exp.or_(*equal))


def _clickhouse_median(node: exp.Expr) -> exp.Expr:
    if not isinstance(node.this, exp.PercentileDisc):
        return node
    return exp.ParameterizedAgg(
        this="quantileExactLow",
        expressions=[node.this.this.copy()],
        params=[node.expression.expressions[0].this.copy()],
    )


# --- Spark ----------------------------------------------------------------------------------


def _spark_number(node: exp.Expr) -> exp.Expr:
    """Spark refuses a decimal that is too long, and rounds one beside a wide column."""
    digits = _digits_of(node)
    is_short = digits is None or sum(digits) <= LONGEST_DECIMAL
    if digits is None or (is_short and digits[1] <= LONGEST_DECIMAL - WIDEST):
        return node
    return _double(exp.Literal.string(node.name))


def _spark_difference(node: exp.Expr) -> exp.Expr:
    return _call("DATEDIFF", node.this, node.expression) if _has_a_day(node) else node


def _spark_lower(node: exp.Expr) -> exp.Expr:
    return _lowered(node.this) or exp.Lower(this=_folded(node.this, "TRANSLATE"))


def _spark_median(node: exp.Expr) -> exp.Expr:
    """Spark's own percentiles are doubles, and would round large amounts."""
    if not isinstance(node.this, exp.PercentileDisc):
        return node
    value = node.expression.expressions[0].this
    number = exp.Add(this=_call("COUNT", value), expression=exp.Literal.number(1))
    middle = exp.IntDiv(this=exp.paren(number), expression=exp.Literal.number(2))
    place = exp.cast(middle, exp.DataType.Type.INT)
    return _call("ELEMENT_AT", _call("SORT_ARRAY", _call("COLLECT_LIST", value)), place)


_ELSEWHERE: dict[type, Rewriting] = {exp.Identifier: _quoted, exp.Div: _quotient}

_REWRITINGS: dict[str, dict[type, Rewriting]] = {
    DUCKDB: {},
    POSTGRESQL: {
        **_ELSEWHERE,
        exp.Lower: _postgresql_lower,
        exp.Upper: _postgresql_upper,
        exp.ArgMax: _postgresql_last,
        exp.Filter: _postgresql_last,
    },
    CLICKHOUSE: {
        **_ELSEWHERE,
        exp.Literal: _clickhouse_number,
        exp.Lower: _clickhouse_lower,
        exp.Upper: _clickhouse_upper,
        exp.Cast: _clickhouse_cast,
        exp.Sub: _clickhouse_difference,
        exp.In: _clickhouse_among,
        exp.Case: _clickhouse_choice,
        exp.Coalesce: _clickhouse_choice,
        exp.WithinGroup: _clickhouse_median,
    },
    SPARK: {
        **_ELSEWHERE,
        exp.Literal: _spark_number,
        exp.Lower: _spark_lower,
        exp.Sub: _spark_difference,
        exp.WithinGroup: _spark_median,
    },
}
