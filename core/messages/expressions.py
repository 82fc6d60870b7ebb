"""The first wall: an allow-list over Jinja2's syntax tree. What it does not name is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from core.foundation.words import Value
from core.messages.environment import DATE_STYLES, LOOP_FIELDS
from core.messages.fields import CONSTANTS, declared_fields
from core.messages.model import Finding, Part, Severity

DEEPEST_LOOPS = 2
LONGEST_TRUNCATION = 1_000
MOST_DIGITS = 6
NUMERIC = frozenset({"number", "money"})
ORDERINGS = frozenset({"lt", "lteq", "gt", "gteq"})

# Filter → how few and how many constants it takes, and of which type.
FILTERS: Mapping[str, tuple[int, int, type]] = {
    "fallback": (1, 1, str),
    "default": (1, 1, str),
    "money": (0, 0, str),
    "number": (0, 1, int),
    "date": (0, 1, str),
    "plural": (2, 4, str),
    "upper": (0, 0, str),
    "lower": (0, 0, str),
    "title": (0, 0, str),
    "capitalize": (0, 0, str),
    "trim": (0, 0, str),
    "truncate": (1, 1, int),
    "join": (0, 1, str),
    "urlencode": (0, 0, str),
}

_FORBIDDEN: Mapping[type[nodes.Node], str] = {
    nodes.Call: "messages-no-calls",
    nodes.Getitem: "messages-no-brackets",
    nodes.BinExpr: "messages-no-arithmetic",
    nodes.UnaryExpr: "messages-no-arithmetic",
    nodes.Concat: "messages-no-arithmetic",
    nodes.Test: "messages-no-tests",
}


@dataclass(frozen=True)
class Scope:
    """What is known at one place of a template: loop variables, and what was asked before."""

    variables: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()

    @property
    def depth(self) -> int:
        return len(self.variables)


@dataclass
class Reading:
    """One walk over a part's tree, gathering findings and the names it uses."""

    part: Part
    findings: list[Finding] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    warned: set[str] = field(default_factory=set)  # one warning a field is enough

    def read(self, tree: nodes.Template) -> None:
        self._body(tree.body, Scope())

    def _body(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    self._output(child, scope)
            elif isinstance(node, nodes.If):
                self._if(node, scope)
            elif isinstance(node, nodes.For):
                self._for(node, scope)
            else:
                self._refuse(node, "messages-no-statement", statement=_word(node))

    def _output(self, node: nodes.Expr, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        self._expression(node, scope)
        name = _without_fallback(node)
        declared = declared_fields().get(name or "")
        if declared is None or declared.is_always_there or name in scope.guarded:
            return
        if declared.name not in self.warned:
            self.warned.add(declared.name)
            self._refuse(node, "messages-no-fallback", Severity.WARNING, name=declared.name)

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self._expression(node.test, scope)
        inside = Scope(scope.variables, scope.guarded | set(_named(node.test)))
        self._body(node.body, inside)
        for branch in node.elif_:
            self._if(branch, scope)
        self._body(node.else_, scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
            self._refuse(node, "messages-plain-loops")
            return
        name = _dotted(node.iter)
        declared = declared_fields().get(name or "")
        if declared is None or declared.kind != "list":
            self._refuse(node, "messages-loop-needs-list", lists=_lists())
            return
        self.names.add(declared.name)
        variable = node.target.name
        taken = {field.level for field in declared_fields().values()} | {"loop", *CONSTANTS}
        if variable in taken | scope.variables:
            self._refuse(node, "messages-name-taken", name=variable)
        elif scope.depth >= DEEPEST_LOOPS:
            self._refuse(node, "messages-loops-too-deep", most=DEEPEST_LOOPS)
        else:
            self._body(node.body, Scope(scope.variables | {variable}, scope.guarded))
            self._body(node.else_, scope)

    def _expression(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Const):
            return
        if isinstance(node, nodes.Name | nodes.Getattr):
            self._name(node, scope)
        elif isinstance(node, nodes.Filter):
            self._filter(node, scope)
        elif isinstance(node, nodes.Compare):
            self._compare(node, scope)
        elif isinstance(node, nodes.And | nodes.Or | nodes.Not | nodes.CondExpr):
            for child in node.iter_child_nodes():
                self._expression(child, scope)
        else:
            key = _FORBIDDEN.get(_kind(node), "messages-not-allowed")
            self._refuse(node, key)

    def _name(self, node: nodes.Name | nodes.Getattr, scope: Scope) -> None:
        name = _dotted(node)
        if name is None:
            self._refuse(node, "messages-not-allowed")
            return
        loop = {f"loop.{known}" for known in LOOP_FIELDS} if scope.variables else set()
        if name in declared_fields() or name in CONSTANTS:
            self.names.add(name)
        elif name not in scope.variables | loop:
            known = [*declared_fields(), *CONSTANTS, *scope.variables, *loop]
            self._unknown(node, "messages-no-such-name", name, _nearest(name, known))

    def _filter(self, node: nodes.Filter, scope: Scope) -> None:
        if node.node is None or node.name not in FILTERS:
            nearest = next(iter(get_close_matches(node.name, FILTERS, n=1)), "")
            self._unknown(node, "messages-no-such-filter", node.name, nearest)
            return
        self._expression(node.node, scope)
        if not _fits(node):
            self._refuse(node, f"messages-filter-{node.name}")

    def _compare(self, node: nodes.Compare, scope: Scope) -> None:
        self._expression(node.expr, scope)
        for operand in node.ops:
            literal = isinstance(operand.expr, nodes.List | nodes.Tuple)
            if operand.op in {"in", "notin"}:
                self._membership(node, operand.expr, scope)
            elif literal:
                self._refuse(node, "messages-not-allowed")
            else:
                self._expression(operand.expr, scope)
            if operand.op in ORDERINGS and not _are_numbers(node.expr, operand.expr):
                self._refuse(node, "messages-compare-numbers")

    def _membership(self, node: nodes.Compare, right: nodes.Expr, scope: Scope) -> None:
        if isinstance(right, nodes.List | nodes.Tuple):
            if not all(isinstance(item, nodes.Const) for item in right.items):
                self._refuse(node, "messages-not-allowed")
            return
        self._expression(right, scope)
        declared = declared_fields().get(_dotted(right) or "")
        left = node.expr
        if not (declared and declared.kind == "list" and _is_text(left)):
            self._refuse(node, "messages-in-needs-list", lists=_lists())

    def _unknown(self, node: nodes.Node, key: str, name: str, nearest: str) -> None:
        key = f"{key}-nearest" if nearest else key
        self._refuse(node, key, name=name[:80], nearest=nearest)

    def _refuse(
        self, node: nodes.Node, key: str, severity: Severity = Severity.ERROR, **values: Value
    ) -> None:
        # A statement that only changes how others are read has no line of its own.
        self.findings.append(Finding(node.lineno or 0, severity, key, values, self.part))


def _dotted(node: nodes.Node) -> str | None:
    """“contact.first_name” for the tree of it; nothing for what is no chain of names."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = _dotted(node.node)
        return None if before is None else f"{before}.{node.attr}"
    return None


def _named(node: nodes.Node) -> Iterator[str]:
    name = _dotted(node)
    if name is not None:
        yield name
        return
    for child in node.iter_child_nodes():
        yield from _named(child)


def _without_fallback(node: nodes.Expr) -> str | None:
    while isinstance(node, nodes.Filter):
        if node.name in {"fallback", "default", "plural"} or node.node is None:
            return None
        node = node.node
    return _dotted(node)


def _fits(node: nodes.Filter) -> bool:
    fewest, most, kind = FILTERS[node.name]
    if node.kwargs or node.dyn_args or node.dyn_kwargs or not fewest <= len(node.args) <= most:
        return False
    given: list[Any] = [
        argument.value for argument in node.args if isinstance(argument, nodes.Const)
    ]
    if len(given) != len(node.args) or any(type(value) is not kind for value in given):
        return False
    limits = {"number": MOST_DIGITS, "truncate": LONGEST_TRUNCATION}
    if node.name in limits:
        return all(0 <= value <= limits[node.name] for value in given)
    return node.name != "date" or all(value in DATE_STYLES for value in given)


def _are_numbers(*sides: nodes.Node) -> bool:
    return all(_is_number(side) for side in sides)


def _is_number(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return type(node.value) in {int, float}
    declared = declared_fields().get(_dotted(node) or "")
    return declared is not None and declared.kind in NUMERIC


def _is_text(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return isinstance(node.value, str)
    declared = declared_fields().get(_dotted(node) or "")
    return declared is not None and declared.kind in {"text", "category", "link"}


def _nearest(name: str, known: list[str]) -> str:
    """The declared name most like a wrong one: by the whole, or by its last word alone."""
    endings = {one.rpartition(".")[2]: one for one in reversed(known)}
    if same := endings.get(name.rpartition(".")[2]):
        return same
    whole = get_close_matches(name, known, n=1, cutoff=0.7)
    if whole:
        return whole[0]
    last = get_close_matches(name.rpartition(".")[2], endings, n=1, cutoff=0.6)
    return endings[last[0]] if last else ""


def _lists() -> str:
    return ", ".join(f.name for f in declared_fields().values() if f.kind == "list") or "—"


def _kind(node: nodes.Node) -> type[nodes.Node]:
    return next((kind for kind in _FORBIDDEN if isinstance(node, kind)), nodes.Node)


def _word(node: nodes.Node) -> str:
    """How an author knows the construct: “include” for the tree's `Include`."""
    return {"Assign": "set", "AssignBlock": "set", "FilterBlock": "filter"}.get(
        type(node).__name__, type(node).__name__.lower()
    )
