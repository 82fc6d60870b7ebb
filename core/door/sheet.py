"""The sheet every page for contacts is written on: plain HTML, no script, no cookie."""

from functools import cache
from typing import Any, Final

from jinja2 import DictLoader, Environment, Template

from core.foundation.words import LANGUAGES
from core.foundation.words import say as speak

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f27; --soft: #5b6472; --paper: #ffffff;
  --ground: #f2f4f8; --line: #d6dbe4; --edge: #79828f; --deed: #4b2fa8; --on-deed: #ffffff;
  --good: #e7f5ec; --bad: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ecf2; --soft: #a7b0c0; --paper: #1a1d24;
  --ground: #101217; --line: #343a46; --edge: #7d8698; --deed: #b9a6ff; --on-deed: #17102e;
  --good: #17301f; --bad: #3a1f1d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 40rem; margin: 2rem auto; padding: 1.5rem 2rem 2rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 12px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; }
p { margin: .5rem 0 1rem; }
.soft { color: var(--soft); }
.done, .missed { background: var(--good); border-radius: 8px; padding: .75rem 1rem; }
.missed { background: var(--bad); }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .6rem .5rem; border-bottom: 1px solid var(--line); text-align: left; }
th { font-weight: 600; } td { text-align: center; } thead th + th { text-align: center; }
td label { display: inline-flex; min-width: 2.75rem; min-height: 2.75rem; align-items: center;
  justify-content: center; }
input[type=checkbox] { width: 1.4rem; height: 1.4rem; accent-color: var(--deed); }
button { font: inherit; font-weight: 600; padding: .7rem 1.2rem; border-radius: 8px;
  border: 1px solid var(--deed); cursor: pointer; background: transparent; color: var(--deed); }
button.first { background: var(--deed); color: var(--on-deed); }
:focus-visible { outline: 3px solid var(--deed); outline-offset: 2px; }
nav { text-align: right; } a { color: var(--deed); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.scale { display: grid; grid-template-columns: repeat(var(--row), 1fr); gap: .4rem; border: 0;
  margin: 1.25rem 0 .5rem; padding: 0; min-width: 0; }
.scale label { position: relative; }
.scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0;
  cursor: pointer; }
.scale span { display: grid; place-items: center; min-height: 3rem; font-weight: 600;
  border: 1px solid var(--edge); border-radius: 8px; }
.scale input:hover + span { border-color: var(--deed); color: var(--deed); }
.scale input:checked + span { background: var(--deed); border-color: var(--deed);
  color: var(--on-deed); }
.scale input:focus-visible + span { outline: 3px solid var(--deed); outline-offset: 2px; }
.ends { display: flex; justify-content: space-between; gap: 1rem; }
.ends span + span { text-align: right; }
.words { display: block; font-weight: 600; margin-top: 1.5rem; }
textarea { width: 100%; font: inherit; color: inherit; background: transparent; padding: .6rem;
  border: 1px solid var(--edge); border-radius: 8px; resize: vertical; }
@media (max-width: 44rem) { main { margin: 0; border: 0; border-radius: 0; padding: 1rem;
  min-height: 100vh; } button { width: 100%; } .long { --row: 6 !important; } }
@media (forced-colors: active) { .scale input:checked + span { outline: 3px solid Highlight; } }
"""

_SHEET: Final = """<!doctype html>
<html dir="ltr" lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{{ say("title") }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
<main>
<nav aria-label="{{ say('language') }}">
<a href="?lang={{ other }}{% if marked is not none %}&amp;answer={{ marked }}{% endif %}"
 hreflang="{{ other }}" lang="{{ other }}">{{ other_name }}</a>
</nav>
{% block body required %}{% endblock %}
</main>
</body>
</html>
"""


def rendered(
    body: str, language: str, *, prefix: str, marked: int | None = None, **values: Any
) -> str:
    """A page around its body, Jinja2 source whose words begin alike; `marked` is the answer
    that the way to the other language takes with it."""
    other = next(one for one in LANGUAGES if one != language)
    return _sheet(body).render(
        say=lambda key, **more: speak(language, f"{prefix}-{key}", **more),
        style=_STYLE,
        language=language,
        other=other,
        other_name=speak(other, "leaving-own-name"),
        marked=marked,
        **values,
    )


@cache
def _sheet(body: str) -> Template:
    shared = DictLoader({"sheet": _SHEET})
    made = Environment(loader=shared, autoescape=True, trim_blocks=True)
    head = "{% extends 'sheet' %}{% block body %}\n"
    return made.from_string(f"{head}{body}{{% endblock %}}")
