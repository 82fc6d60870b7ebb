"""Telling an engine a question over its own copy."""

from collections.abc import Callable

from sqlglot import exp

from core.warehouse import dialects


def said(
    question: exp.Expr, dialect: str, place: Callable[[str], exp.Table], *, pretty: bool
) -> str:
    """The question in the engine's words, each table of the snapshot where its copy is."""
    copy = question.copy()
    for table in list(copy.find_all(exp.Table)):
        there = place(table.name)
        alias = table.args.get("alias") or exp.TableAlias(this=dialects.named(table.name))
        there.set("alias", alias)
        table.replace(there)
    return dialects.text(copy, dialect, pretty=pretty)
