"""The house's own source, read as syntax, for the tests that keep its rules."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
GENERATED = "core/store/migrations/versions"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A file of Python: where it stands below the house, its text and its syntax."""

    place: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def name(self) -> str:
        """The file's own name; of a package, that of its folder."""
        path = Path(self.place)
        return path.parent.name if path.stem == "__init__" else path.stem

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Each function with its name in full: ``Store.reading``."""
        yield from _functions(self.tree, "")

    def classes(self) -> Iterator[ast.ClassDef]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


def _functions(parent: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, Function):
            yield prefix + node.name, node
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        else:
            yield from _functions(node, prefix)


@cache
def modules(*folders: str) -> list[Module]:
    """Every module of the named folders (and files), without generated migrations."""
    found = []
    for folder in folders:
        start = HOUSE / folder
        for path in sorted(start.rglob("*.py")) if start.is_dir() else [start]:
            place = path.relative_to(HOUSE).as_posix()
            if GENERATED not in place:
                text = path.read_text(encoding="utf-8")
                found.append(Module(place, text, ast.parse(text, place)))
    return found


def body_lines(function: Function) -> int:
    """How long a function is: its statements, less the docstring.

    A text of several lines, such as a statement of SQL, counts as one.
    """
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    if not body:
        return 0
    texts = {
        (node.lineno, node.end_lineno or node.lineno)
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    }
    inside = {line for first, last in texts for line in range(first, last)}
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 - len(inside)


@cache
def tracked_files() -> list[Path]:
    """What is in the repository, or would be: the ignored is left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [HOUSE / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]
