"""What no linter knows: docstrings, budgets, words we do not use, pages that stay thin."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import HOUSE, Module, body_lines, modules, tracked_files

MODULE_LINES = 300
PAGE_LINES = 90
FUNCTION_LINES = 25

# A function that is longer for a reason: “place:name” and the reason.
LONGER: dict[str, str] = {}

FORBIDDEN = re.compile(
    r"clients?|customers?|users?|blasts?|helpers?|managers?|utils?"
    r"|process(es)?|handles?|data|info"
)
# Names that are the business's own, or that a library asks for.
PERMITTED = re.compile(
    r"account_?managers?"
    r"|process_(bind_param|result_value|literal_param)"  # SQLAlchemy's types
    r"|handle_(starttag|startendtag|endtag|data|comment|decl|pi)"  # html.parser
    r"|handle_(data|ehlo|helo|mail|rcpt|rset|noop|quit|vrfy|exception)",  # aiosmtpd
    re.IGNORECASE,
)

# A verb that asks for no permission: “place:name” and the reason.
OPEN_TO_EVERYBODY = {
    "core/people/actions.py:speak": "everybody chooses their own language",
}

OURS = ("core", "pages", "app.py", "bench")
PAGES = [page for page in modules("pages") if not page.place.startswith("pages/parts/")]
MENU = "pages/menu.py"


def ids(items: list[Module]) -> list[str]:
    return [item.place for item in items]


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    """A test's name is its sentence; everything else begins with one."""
    silent = [
        module.place
        for module in modules(*OURS)
        if not first_paragraph(module).endswith((".", "…", "?", "!"))
    ]

    assert not silent


def first_paragraph(module: Module) -> str:
    return (ast.get_docstring(module.tree) or "").partition("\n\n")[0]


def test_no_module_is_longer_than_it_should_be() -> None:
    long = [f"{m.place}: {m.lines} lines" for m in modules(*OURS) if m.lines > MODULE_LINES]

    assert not long


def test_no_page_is_longer_than_it_should_be() -> None:
    long = [f"{page.place}: {page.lines} lines" for page in PAGES if page.lines > PAGE_LINES]

    assert not long


def test_no_function_is_longer_than_it_should_be() -> None:
    long = {
        f"{module.place}:{name}": body_lines(function)
        for module in modules(*OURS)
        for name, function in module.functions()
        if body_lines(function) > FUNCTION_LINES
    }

    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}
    assert LONGER.keys() <= long.keys(), "an exception that is not needed any more"


def test_the_words_we_do_not_use_name_nothing() -> None:
    named = [
        f"{module.place}: {name}"
        for module in modules(*OURS)
        for name in names_of(module)
        if is_forbidden(name)
    ]

    assert not named


@pytest.mark.parametrize(
    "name", ["handle_click", "Helper", "DataUtils", "get_user", "lead", "process", "ClientList"]
)
def test_a_name_with_such_a_word_is_found(name: str) -> None:
    assert is_forbidden(name)


@pytest.mark.parametrize(
    "name", ["account_manager", "AccountManager", "marketing_lead", "handle_DATA", "database"]
)
def test_a_name_that_only_looks_like_it_is_left_alone(name: str) -> None:
    assert not is_forbidden(name)


def names_of(module: Module) -> Iterator[str]:
    yield module.name
    yield from (node.name for node in module.classes())
    yield from (name.rpartition(".")[2] for name, _ in module.functions())


def is_forbidden(name: str) -> bool:
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", PERMITTED.sub("", name))
    return name.lower() == "lead" or any(FORBIDDEN.fullmatch(word.lower()) for word in words)


def test_the_menu_is_the_only_script_directly_in_pages() -> None:
    scripts = sorted(path.name for path in (HOUSE / "pages").glob("*.py"))

    assert scripts == ["menu.py"]


@pytest.mark.parametrize("module", PAGES, ids=ids(PAGES))
def test_a_page_draws_nothing_before_the_frame_is_open(module: Module) -> None:
    if module.place == MENU:  # it makes the frame
        return
    opening = [node for node in module.tree.body if opens_page(node)]

    assert opening, f"{module.place} never opens the frame"
    before = module.tree.body[: module.tree.body.index(opening[0])]
    assert not [ast.unparse(node) for node in before if draws(node)]


def opens_page(statement: ast.stmt) -> bool:
    return any(calls(node) == "open_page" for node in ast.walk(statement))


def draws(node: ast.AST) -> bool:
    """Whether a statement shows something now, rather than say how to."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return False
    return any(
        isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id == "st"
        for part in ast.walk(node)
    )


def calls(node: ast.AST | None) -> str:
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_pages_leave_failures_to_the_frame() -> None:
    tried = [
        f"{page.place}:{node.lineno}"
        for page in PAGES
        for node in ast.walk(page.tree)
        if isinstance(node, ast.Try)
    ]

    assert not tried


def test_a_verb_asks_first_who_may() -> None:
    unasked = [
        f"{module.place}:{name}"
        for module in modules("core")
        for name, function in module.functions()
        if takes_a_person(function) and not name.startswith("_") and not asks_first(function)
    ]

    assert sorted(unasked) == sorted(OPEN_TO_EVERYBODY)


def test_a_page_that_changes_what_may_be_in_use_brings_along_who_knows() -> None:
    """Campaigns are down the street from segments: whoever asks tells the verb about them."""
    guarded = {"segments.save", "segments.archive", "segments.delete", "lists.archive"}
    unguarded = [
        f"{module.place}:{node.lineno}"
        for module in modules("pages")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in guarded
        and "elsewhere" not in {keyword.arg for keyword in node.keywords}
    ]

    assert not unguarded


def takes_a_person(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    by = [arg for arg in function.args.kwonlyargs if arg.arg == "by"]
    return (
        bool(by) and by[0].annotation is not None and ast.unparse(by[0].annotation) == "Person"
    )


def asks_first(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    first = body[0]
    return isinstance(first, ast.Expr) and calls(first.value) == "require"


def test_only_the_edge_commits() -> None:
    committing = [
        f"{module.place}:{node.lineno}"
        for module in modules("core", "pages")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and calls(node) in {"commit", "rollback"}
        and module.place != "core/store/store.py"
    ]

    assert not committing


def test_nobody_asks_the_machine_for_time_or_chance() -> None:
    """Only the foundation does; a generator of numbers is made from a seed."""
    asking = [
        f"{module.place}:{line}: {what}"
        for module in modules("core", "pages", "app.py")
        if not module.place.startswith("core/foundation/")
        for line, what in machine_questions(module.tree)
    ]

    assert not asking


def machine_questions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            imported = [alias.name for alias in node.names]
            imported.append(getattr(node, "module", None) or "")
            yield from ((node.lineno, name) for name in imported if name in CHANCE)
        elif isinstance(node, ast.Call):
            asked = ast.unparse(node.func)
            unseeded = asked.endswith("default_rng") and not node.args and not node.keywords
            if CLOCK.fullmatch(asked) or LEGACY_CHANCE.fullmatch(asked) or unseeded:
                yield node.lineno, asked


CHANCE = frozenset({"random", "uuid", "secrets"})
CLOCK = re.compile(r"(datetime\.)?(datetime|date)\.(now|utcnow|today)|time\.(time|time_ns)")
LEGACY_CHANCE = re.compile(
    r"(np|numpy)\.random\.(seed|rand|randn|randint|choice|random|shuffle)"
)


def test_nothing_is_left_for_later_and_no_test_is_passed_over() -> None:
    marks = re.compile(
        r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|pytest\.(sk" r"ip|importors" r"kip)\("
    )
    left = [
        f"{module.place}: {found[0]}"
        for module in modules(*OURS, "tests")
        if (found := marks.search(module.text))
    ]

    assert not left


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    machine = re.compile(r"(?<![\w.])/(work|root|home/\w+|opt/pypi\S*|opt/wheels)/")
    knowing = [
        f"{path.relative_to(HOUSE)}: {found[0]}"
        for path in tracked_files()
        if (found := machine.search(text_of(path)))
    ]

    assert not knowing


def text_of(path: Path) -> str:
    """A file's text; of a picture or an archive, what happens to be readable."""
    return path.read_text(encoding="utf-8", errors="ignore")


@pytest.mark.parametrize(
    "room", sorted(path for path in (HOUSE / "core").iterdir() if path.is_dir())
)
def test_every_room_has_a_sign_on_its_door(room: Path) -> None:
    if room.name == "__pycache__":
        return
    sign = room / "__init__.py"

    assert sign.is_file()
    assert len(ast.parse(sign.read_text(encoding="utf-8")).body) == 1
