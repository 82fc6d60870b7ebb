"""What a check of a file found: counts, clashes, missing consents, reasons with examples."""

import pandas as pd
import streamlit as st

from core.accounts.model import Checked, Mapping, Report
from core.accounts.rejects import field_name, of
from core.foundation import words
from pages.parts.frame import language, say
from pages.parts.plain import plain


def show_report(checked: Checked, *, is_stale: bool) -> None:
    """Read, accepted, rejected; every reason with its count and first line."""
    report = checked.report
    st.markdown(f"##### {say('imports-report')}")
    if is_stale:
        st.warning(say("imports-stale"), icon=":material/sync_problem:")
    cards = st.columns(3)
    for card, (name, value) in zip(cards, checked.counts().items(), strict=True):
        card.metric(say(f"imports-{name}"), words.number(language(), value), border=True)
    tables = ", ".join(
        f"{say(f'accounts-table-{table}')}: {words.number(language(), rows)}"
        for table, rows in report.counts.items()
    )
    st.caption(say("imports-tables", tables=tables))
    _show_clashes(report)
    _warn_of_no_consents(checked.mapping)
    _show_reasons(checked)
    if checked.unmapped:
        st.caption(say("imports-unmapped", columns=", ".join(checked.unmapped)))


def _show_clashes(report: Report) -> None:
    """Codes over different names, the first of them with both names."""
    if not report.clashes:
        return
    lines = [
        say("imports-clash", line=one.first_line, key=one.key, names=" → ".join(one.names))
        for one in report.clashes
    ]
    listed = "".join(f"\n- {plain(line)}" for line in lines)
    st.warning(
        say("imports-clashes", n=report.clashing) + "\n" + listed, icon=":material/merge:"
    )


def _warn_of_no_consents(mapping: Mapping) -> None:
    if "contacts" not in mapping.tables or "consents" in mapping.tables:
        return
    speaks = language()
    told = say(
        "imports-no-consents",
        channel=field_name(speaks, "consents.channel"),
        purpose=field_name(speaks, "consents.purpose"),
        table=say("accounts-table-consents"),
    )
    st.warning(told, icon=":material/unsubscribe:")


def _show_reasons(checked: Checked) -> None:
    report = checked.report
    if report.rejects:
        st.markdown(f"**{say('imports-rejects')}**")
        st.dataframe(_reasons(checked, report.rejects), hide_index=True, key="rejects-table")
        _show_examples(checked)
    if report.flags:
        with st.expander(say("imports-flags", n=sum(flag.count for flag in report.flags))):
            st.caption(say("imports-flags-hint"))
            st.dataframe(_reasons(checked, report.flags), hide_index=True, key="flags-table")


def _reasons(checked: Checked, reasons: tuple) -> pd.DataFrame:  # type: ignore[type-arg]
    speaks = language()
    return pd.DataFrame(
        {
            say("imports-field"): [field_name(speaks, reason.field) for reason in reasons],
            say("imports-reason"): [
                of(reason, speaks).partition(": ")[2] for reason in reasons
            ],
            say("imports-count"): [reason.count for reason in reasons],
            say("imports-first-line"): [reason.first_line for reason in reasons],
        }
    )


def _show_examples(checked: Checked) -> None:
    with st.expander(say("imports-examples")):
        rows = pd.read_csv(checked.rejects_file, dtype=str, nrows=50)
        spoken = "reason_ru" if language() == "ru" else "reason_en"
        shown = rows[["line", spoken, "raw"]]
        shown.columns = pd.Index(
            [say("imports-line"), say("imports-reason"), say("imports-raw")]
        )
        st.dataframe(shown, hide_index=True, key="examples-table")
    st.download_button(
        say("imports-download-rejects", n=checked.report.rejected),
        data=lambda: b"\xef\xbb\xbf" + checked.rejects_file.read_bytes(),
        file_name="rejects.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="download-rejects",
    )
