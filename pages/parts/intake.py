"""The furniture of an import: the file, the mapping table, the report, the wish to publish."""

import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.accounts import actions as accounts
from core.accounts import keeping
from core.accounts import mapping as mappings
from core.accounts.model import Checked, Look, Mapping, RejectRule
from core.accounts.reading import SUFFIXES
from core.cockpit import Cockpit
from core.foundation.settings import HOUSE
from core.people.model import Person
from core.warehouse.schema import TABLES
from pages.parts.frame import language, say
from pages.parts.mapping_table import edit_fields, edit_rules
from pages.parts.uploads import ask_file

SAMPLES = HOUSE / "data" / "samples" / "imports"
STEPS = ("map", "check", "publish")


@dataclass(frozen=True)
class Wish:
    """What a person wants published, and under which name."""

    name: str
    note: str
    is_replacing: bool


def underway(imports: Path) -> Path | None:
    """The folder of the import that the address bar names, if it is still kept."""
    number = st.query_params.get("import", "")
    folder = imports / number
    is_kept = re.fullmatch(r"[0-9a-z]{1,40}", number) is not None and folder.is_dir()
    return folder if is_kept and any(folder.glob("source.*")) else None


def open_(folder: Path) -> None:
    st.query_params["import"] = folder.name


def close() -> None:
    """Leave this import; its folder is kept for a while."""
    st.query_params.pop("import", None)
    st.session_state.pop("look", None)


def ask_for_file(house: Cockpit, *, by: Person) -> Path | None:
    """Take an uploaded file into a folder of its own."""
    st.caption(say("imports-explained"))
    kinds = [suffix.removeprefix(".") for suffix in SUFFIXES]
    given = ask_file(say("imports-upload"), kinds, key="import-file")
    if given is None:
        _offer_sample(is_first=house.warehouse.is_empty())
        return None
    folder = accounts.begin(
        house.settings.imports, house.ids.new(), by=by, at=house.clock.now()
    )
    # The name is the sender's own; only its ending is used, and only one that is known.
    suffix = Path(given.name).suffix.lower()
    source = folder / f"source{suffix if suffix in SUFFIXES else '.csv'}"
    with source.open("wb") as file:
        while chunk := given.read(1 << 20):
            file.write(chunk)
    (folder / "name.txt").write_text(Path(given.name).name[:200], encoding="utf-8")
    return folder


def _offer_sample(*, is_first: bool) -> None:
    """A table as one would be loaded, to fill in; said out loud while there is no other."""
    if is_first:
        st.caption(say("imports-sample-why"))
    st.download_button(
        say("imports-sample"),
        data=lambda: b"\xef\xbb\xbf" + (SAMPLES / f"{language()}.csv").read_bytes(),
        file_name=f"{say('imports-sample-name')}.csv",
        mime="text/csv",
        icon=":material/table_view:",
        on_click="ignore",
        key="download-sample",
        type="secondary" if is_first else "tertiary",
    )


def source_of(folder: Path) -> Path:
    return next(iter(sorted(folder.glob("source.*"))))


def name_of(folder: Path) -> str:
    """What its sender called the file."""
    try:
        return (folder / "name.txt").read_text(encoding="utf-8")
    except OSError:
        return source_of(folder).name


def show_steps(folder: Path) -> None:
    """Where in the import we are."""
    reached = "publish" if checked(folder) is not None else "map"
    parts = [
        f"**{say(f'imports-step-{step}')}**" if step == reached else say(f"imports-step-{step}")
        for step in STEPS
    ]
    st.subheader(name_of(folder), anchor=False)
    st.caption(" → ".join(parts))


def left(folder: Path) -> bool:
    return st.button(
        say("imports-leave"), key=f"leave-{folder.name}", icon=":material/arrow_back:"
    )


def ask_main_table(folder: Path) -> str | None:
    """What the file is mainly about, for a better guess."""
    return st.selectbox(
        say("imports-main"),
        list(TABLES),
        index=None,
        format_func=lambda table: say(f"accounts-table-{table}"),
        placeholder=say("imports-main-guess"),
        key=f"main-{folder.name}",
    )


def looked(source: Path, main: str | None, *, by: Person) -> Look:
    """The file's layout and guess, looked up once per file and wish."""
    wanted = (str(source), main)
    kept = st.session_state.get("look")
    if kept is None or kept[0] != wanted:
        kept = (wanted, accounts.look(source, folder=source.parent, by=by, main=main))
        st.session_state["look"] = kept
    look: Look = kept[1]
    return look


def show_layout(source: Path, look: Look) -> None:
    """How the file is written, in one line; and what was renamed."""
    layout = look.layout
    parts = [say("imports-rows", n=look.rows), layout.format.upper()]
    parts += [layout.encoding.upper()] if layout.encoding else []
    parts += (
        [say("imports-delimiter", sign=_sign(layout.delimiter))] if layout.delimiter else []
    )
    st.caption(" · ".join(parts))
    if layout.renamed:
        st.info(
            say("imports-renamed", columns=", ".join(layout.renamed)), icon=":material/info:"
        )


def _sign(delimiter: str) -> str:
    return "TAB" if delimiter == "\t" else delimiter


def edit_mapping(folder: Path, look: Look, main: str | None) -> Mapping:
    """The guess as a table to correct; what is in it now."""
    before = checked(folder)
    start = before.mapping if before is not None and main is None else look.guessed
    st.markdown(f"##### {say('imports-mapping')}")
    st.caption(say("imports-mapping-hint"))
    key = f"{folder.name}-{main}"
    columns = edit_fields(look, start, key=key)
    rules: tuple[RejectRule, ...] = start.rejects
    with st.expander(say("imports-rules", n=len(rules)), expanded=bool(rules)):
        rules = edit_rules(look, start, key=key)
    return Mapping(columns, rules)


def checked(folder: Path) -> Checked | None:
    """What the last check found, if there was one."""
    return keeping.kept(folder) if (folder / keeping.CARD).exists() else None


def ask_to_publish(checked: Checked, *, is_stale: bool, is_first: bool) -> Wish | None:
    """A name, a note and a way; nothing while the report is of another mapping.

    What comes first has nothing to be joined with.
    """
    report = checked.report
    if report.accepted == 0:
        st.warning(say("accounts-nothing-accepted", file=checked.source))
        return None
    with st.form("publish-form"):
        name = st.text_input(say("imports-name"), value=checked.source, max_chars=120)
        note = st.text_input(say("imports-note"), max_chars=500)
        way = "merge" if is_first else _ask_way()
        pressed = st.form_submit_button(
            say("imports-publish", n=report.accepted), type="primary", disabled=is_stale
        )
    st.download_button(
        say("imports-download-mapping"),
        data=mappings.as_toml(checked.mapping),
        file_name="mapping.toml",
        icon=":material/download:",
        on_click="ignore",
        key="download-mapping",
    )
    return Wish(name.strip(), note.strip(), way == "replace") if pressed else None


def _ask_way() -> str:
    return st.radio(
        say("imports-way"),
        ["merge", "replace"],
        format_func=lambda one: say(f"imports-way-{one}"),
        captions=[say("imports-way-merge-hint"), say("imports-way-replace-hint")],
    )
