"""The page where a contact says what it wants to read: plain HTML, no script, no cookie."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from jinja2 import Environment, Template

from core.consent.preferences import PURPOSES, Wish
from core.foundation.words import LANGUAGES
from core.foundation.words import say as speak

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f27; --soft: #5b6472; --paper: #ffffff;
  --ground: #f2f4f8; --line: #d6dbe4; --deed: #4b2fa8; --on-deed: #ffffff; --good: #e7f5ec; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ecf2; --soft: #a7b0c0; --paper: #1a1d24;
  --ground: #101217; --line: #343a46; --deed: #b9a6ff; --on-deed: #17102e; --good: #17301f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 40rem; margin: 2rem auto; padding: 1.5rem 2rem 2rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 12px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; }
p { margin: .5rem 0 1rem; }
.soft { color: var(--soft); }
.done { background: var(--good); border-radius: 8px; padding: .75rem 1rem; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .6rem .5rem; border-bottom: 1px solid var(--line); text-align: left; }
th { font-weight: 600; } td { text-align: center; } thead th + th { text-align: center; }
label { display: inline-flex; min-width: 2.75rem; min-height: 2.75rem; align-items: center;
  justify-content: center; }
input[type=checkbox] { width: 1.4rem; height: 1.4rem; accent-color: var(--deed); }
button { font: inherit; font-weight: 600; padding: .7rem 1.2rem; border-radius: 8px;
  border: 1px solid var(--deed); cursor: pointer; background: transparent; color: var(--deed); }
button.first { background: var(--deed); color: var(--on-deed); }
:focus-visible { outline: 3px solid var(--deed); outline-offset: 2px; }
nav { text-align: right; } a { color: var(--deed); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
@media (max-width: 44rem) { main { margin: 0; border: 0; border-radius: 0; padding: 1rem;
  min-height: 100vh; } button { width: 100%; } }
"""

_PAGE: Final = """<!doctype html>
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
<a href="?lang={{ other }}" hreflang="{{ other }}" lang="{{ other }}">{{ other_name }}</a>
</nav>
{% if not rows %}
<h1>{{ say("unknown") }}</h1>
<p>{{ say("unknown-why") }}</p>
{% else %}
<h1>{{ say("title") }}</h1>
{% if is_done %}<p class="done" role="status">{{ say("saved") }}</p>{% endif %}
{% if offers %}
<form method="post" action="">
<input type="hidden" name="form" value="leave">
<p>{{ say("this-" ~ purpose) }}</p>
<button class="first" type="submit">{{ say("leave") }}</button>
</form>
{% endif %}
<h2 id="kinds">{{ say("kinds" if offers else "kinds-only") }}</h2>
<p class="soft">{{ say("kinds-hint") }}</p>
<form method="post" action="">
<input type="hidden" name="form" value="wishes">
<table aria-labelledby="kinds">
<thead><tr><th scope="col">{{ say("channel") }}</th>
{% for one in purposes %}<th scope="col">{{ say("purpose-" ~ one) }}</th>{% endfor %}
</tr></thead>
<tbody>
{% for channel, wishes in rows.items() %}
<tr><th scope="row">{{ say("channel-" ~ channel) }}</th>
{% for wish in wishes %}<td><label><span class="hidden">{{ say("channel-" ~ channel) }},
 {{ say("purpose-" ~ wish.purpose) }}</span><input type="checkbox" name="wanted"
 value="{{ channel }}.{{ wish.purpose }}"{% if wish.is_wanted %} checked{% endif %}
 {%- if wish.is_settled %} disabled{% endif %}></label></td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% if is_settled %}<p class="soft">{{ say("settled") }}</p>{% endif %}
<p><button type="submit">{{ say("save") }}</button></p>
</form>
<form method="post" action="">
<input type="hidden" name="form" value="nothing">
<h2>{{ say("nothing") }}</h2>
<p class="soft">{{ say("nothing-hint") }}</p>
<button type="submit">{{ say("nothing-button") }}</button>
</form>
{% endif %}
</main>
</body>
</html>
"""


def drawn(
    language: str, wishes: Sequence[Wish], *, offered: tuple[str, str] = ("", ""), done: bool
) -> str:
    """The page; without wishes it says that the link is none. `offered` is the channel and
    the purpose of the message the link was in."""
    other = next(one for one in LANGUAGES if one != language)
    rows: dict[str, list[Wish]] = {}
    for wish in wishes:
        rows.setdefault(wish.channel, []).append(wish)
    now = {(wish.channel, wish.purpose): wish for wish in wishes}.get(offered)
    return _sheet().render(
        say=lambda key: speak(language, f"leaving-{key}"),
        style=STYLE,
        language=language,
        other=other,
        other_name=speak(other, "leaving-own-name"),
        rows=rows,
        purposes=PURPOSES,
        purpose=offered[1],
        offers=now is not None and now.is_wanted,
        is_settled=any(wish.is_settled for wish in wishes),
        is_done=done,
    )


@cache
def _sheet() -> Template:
    return Environment(autoescape=True, trim_blocks=True).from_string(_PAGE)
