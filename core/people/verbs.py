"""Every verb of every room with what it asks for, read from the code itself.

A verb takes ``by: Person`` and begins with ``require(by, Permission.X)``; so who may do what
need not be written down twice.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.people.model import PERMISSIONS, Permission, Role

CORE = Path(__file__).resolve().parents[1]
ELSEWHERE = ("demo",)  # rooms that only the back door opens


@dataclass(frozen=True)
class Verb:
    """What a person does in a room; any of `permissions` will do, without one everybody may."""

    room: str
    module: str
    name: str
    permissions: tuple[Permission, ...]

    @property
    def place(self) -> str:
        """As denials name it."""
        return f"{self.room}.{self.module}.{self.name}"

    @property
    def key(self) -> str:
        """The word that says what it does."""
        middle = "" if self.module == "actions" else f"-{self.module}"
        return f"verbs-{self.room}{middle}-{self.name}"

    @property
    def roles(self) -> frozenset[Role]:
        if not self.permissions:
            return frozenset(Role)
        return frozenset[Role]().union(*(PERMISSIONS[one] for one in self.permissions))


@cache
def every_verb(core: Path = CORE) -> tuple[Verb, ...]:
    """All verbs by room, module and name."""
    found = [
        Verb(
            path.parent.relative_to(core).parts[0],
            path.stem,
            function.name,
            _asked(function, tree),
        )
        for path in sorted(core.glob("*/**/*.py"))
        if path.relative_to(core).parts[0] not in ELSEWHERE
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for function in _public(tree)
        if _takes_a_person(function, tree)
    ]
    return tuple(sorted(found, key=lambda verb: verb.place))


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def _takes_a_person(function: ast.FunctionDef, tree: ast.Module) -> bool:
    """Whether a person does it: always, or when it is none of the house's own hands."""
    told = [one.annotation for one in function.args.kwonlyargs if one.arg == "by"]
    kinds = ast.unparse(told[0]).split(" | ") if told and told[0] else []
    return kinds == ["Person"] or ("Person" in kinds and bool(_asked(function, tree)))


def _asked(function: ast.FunctionDef, tree: ast.Module) -> tuple[Permission, ...]:
    """What the first statement asks for, where it is ``require(by, …)``: a permission, or one
    that a function of the same module picks among those it names."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if body and isinstance(body[0], ast.If):  # “if it is a person”: the house itself may too
        body = body[0].body
    match body[0] if body else None:
        case ast.Expr(ast.Call(ast.Name("require"), [ast.Name("by"), asked])):
            return tuple(dict.fromkeys(_named(asked, tree)))
    return ()


def _named(asked: ast.AST, tree: ast.Module) -> Iterator[Permission]:
    """Every permission that stands in an expression, or in what it calls or reads by name."""
    known = {name: value for line in tree.body for name, value in _private(line)}
    waiting: list[ast.AST] = [asked]
    seen: set[str] = set()
    while waiting:
        for node in ast.walk(waiting.pop()):
            match node:
                case ast.Attribute(ast.Name("Permission"), name):
                    yield Permission[name]
                case ast.Name(name) if name in known and name not in seen:
                    seen.add(name)
                    waiting.append(known[name])


def _private(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """What a statement of a module gives a name for itself alone, and the name."""
    match node:
        case ast.FunctionDef(name) if name.startswith("_"):
            yield name, node
        case ast.Assign([ast.Name(name)], value) if name.startswith("_"):
            yield name, value
