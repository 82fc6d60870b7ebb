"""No page has a sentence of its own: whatever a person reads comes from the catalogue."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.source import Module, modules

# What shows its first words to a person, of Streamlit and of any container.
SHOWING = re.compile(
    r"badge|button|caption|checkbox|color_picker|expander|header|subheader|html|info|title|text"
    r"|markdown|metric|multiselect|pills|popover|progress|radio|slider|selectbox|spinner|status"
    r"|success|error|warning|exception|table|tabs?|toast|toggle|write|dialog|feedback|divider"
    r"|page_link|Page|dataframe|data_editor|chat_message|\w+_(button|input|uploader|control|area)"
    r"|select_slider|(Text|Number|Date|Datetime|Checkbox|Selectbox|List|Link|Progress|Button)?Column"
)
# Of these the first argument is a place, or a table.
SHOWING_LATER = frozenset({"page_link", "Page", "dataframe", "data_editor", "chat_message"})
# Arguments that people read, whatever is called.
READ = re.compile(r"label|help|placeholder|body|caption|(page_)?title|text|\w+_label")
WORDS = re.compile(r"[^\W\d_]{2}")
# Letters that are no words: an icon, a color of markdown, a tag, a rule of style, a format.
TECHNICAL = re.compile(
    r":material/([a-z0-9_]+:)?"
    r"|:(red|orange|green|blue|violet|gray|grey|primary|small)(-(badge|background))?(?=\[)"
    r"|<[!/]?[a-z][^<>]*>"
    r"|python -m core\.cli [a-z ]+"
    r"|%[a-zA-Z%]|%\.\d+f|\b[DMYHhms]{1,4}\b"
)
# Two words, or a capital and what follows it: somebody speaks.
# A rule of style, or one within another.
STYLE = re.compile(r"[^{}<>]*\{[^{}]*\}")
HOLE = "0"  # what stands where a put-together text has a value
SPEECH = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}|\b[A-ZА-ЯЁ][a-zа-яё]{2,}|[А-Яа-яЁё]")
# A language is called by its own name in every language.
NAMES_OF_LANGUAGES = frozenset({"Русский", "English"})


@pytest.mark.parametrize("module", modules("pages"), ids=lambda module: module.place)
def test_a_page_has_no_sentence_of_its_own(module: Module) -> None:
    assert list(sentences_in(module.tree)) == []


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Approve")',
        'st.button("approve")',
        'left.metric("Accounts", count)',
        'st.write(f"{count} accounts")',
        'st.markdown("**" + name + "** was saved")',
        'st.selectbox(say("x-y"), options, help="Pick one")',
        'st.text_input(label="Name" if new else say("x-y"))',
        'st.dataframe(rows, column_config={"name": st.column_config.TextColumn("Name")})',
        'message = "Nothing was found"',
        'text = "Ничего"',
        'st.tabs(["Rule", say("x-y")])',
    ],
)
def test_a_hard_coded_sentence_is_found(line: str) -> None:
    assert list(sentences_in(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        'st.button(say("segments-save"), key="segments-save", icon=":material/save:")',
        'st.dataframe(rows, column_config={"name": None}, height="content")',
        'st.markdown(f"**{name}**")',
        'st.markdown(f":material/check: {text}")',
        'st.markdown(f":green-badge[{text}]")',
        'st.date_input(say("x-y"), format="DD.MM.YYYY")',
        'st.download_button(say("x-y"), rows, file_name="accounts.csv", mime="text/csv")',
        'st.write(words.number(language(), row["accounts"]))',
        'parameters = st.query_params.get("campaign")',
        '"""Segments: build a rule and see who it finds."""',
        'st.page_link("people/imports.py", label=say("x-y"))',
        'st.text(row["name"] if row.get("name") else "—")',
    ],
)
def test_what_only_machines_read_is_left_alone(line: str) -> None:
    assert list(sentences_in(ast.parse(line))) == []


def sentences_in(tree: ast.AST) -> Iterator[str]:
    """Every string that a person would read, with its line."""
    parts = set(docstrings_of(tree)) | set(parts_of_texts(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from shown_by(node)
        text = text_of(node)
        if (
            id(node) not in parts
            and text not in NAMES_OF_LANGUAGES
            and SPEECH.search(bare(text))
        ):
            yield f"{getattr(node, 'lineno', 0)}: {text}"


def text_of(node: ast.AST) -> str:
    """A string, with a hole where a value is put in; of anything else, nothing."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or HOLE for part in node.values)
    return ""


def bare(text: str) -> str:
    """What is left for a person to read: no tags, no rules of style, no icons."""
    text = TECHNICAL.sub(" ", text)
    while STYLE.search(text):
        text = STYLE.sub("", text)
    return text


def parts_of_texts(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in node.values)


def docstrings_of(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def shown_by(call: ast.Call) -> Iterator[str]:
    """The strings a call of Streamlit's shows, in its first words or where people read."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if not SHOWING.fullmatch(name):
        return
    read = [word.value for word in call.keywords if word.arg and READ.fullmatch(word.arg)]
    if name not in SHOWING_LATER:
        read += call.args[:1]
    for text in (text for argument in read for text in strings_of(argument)):
        if WORDS.search(bare(text)):
            yield f"{call.lineno}: {text}"


def strings_of(node: ast.AST) -> Iterator[str]:
    """The strings an expression is made of, but not those it hands to another function."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield text_of(node)
    elif isinstance(node, ast.Call | ast.Subscript | ast.Compare | ast.Lambda):
        return
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from strings_of(value)
    elif isinstance(node, ast.IfExp):
        yield from strings_of(node.body)
        yield from strings_of(node.orelse)
    else:
        for child in ast.iter_child_nodes(node):
            yield from strings_of(child)
