"""How each block looks as MJML: one shape, to write it by and to read it by.

``[[name]]`` is plain text, ``[[name:rich]]`` text with bold words and links, ``[[name:many]]``
what is repeated inside. No two of them share a line: what is begun
in one and never closed cannot end in the other.
"""

from typing import Final

from core.messages.blocks import (
    Block,
    Button,
    Columns,
    Divider,
    Footer,
    Heading,
    Image,
    Products,
    Text,
)
from core.messages.fields import UNSUBSCRIBE

HEAD: Final = """\
<mjml>
  <mj-head>
    <mj-preview>[[preheader]]</mj-preview>
    <mj-attributes>
      <mj-all font-family="'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
      <mj-text color="#1b1e28" font-size="16px" line-height="26px" padding="0" />
      <mj-section background-color="#ffffff" padding="0 36px 22px" />
      <mj-column padding="0" />
      <mj-image padding="0" border-radius="10px" />
      <mj-button background-color="#ff6b00" color="#1b1e28" font-size="16px" font-weight="700"
        border-radius="10px" inner-padding="15px 30px" padding="0" align="left" />
      <mj-class name="heading" color="#2a1470" font-size="28px" line-height="36px"
        font-weight="700" padding="10px 0 0" />
      <mj-class name="title" color="#2a1470" font-size="19px" line-height="26px"
        font-weight="700" padding="0 0 4px" />
      <mj-class name="small" color="#5b6274" font-size="13px" line-height="20px" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#eef0f6" width="600px">
    <mj-section background-color="#2a1470" padding="24px 36px">
      <mj-column>
        <mj-text color="#ffffff" font-size="18px" font-weight="700">{{ sender.name }}</mj-text>
      </mj-column>
    </mj-section>
    <mj-section padding="0 0 26px">
      <mj-column>
        <mj-spacer height="1px" />
      </mj-column>
    </mj-section>
"""
TAIL: Final = """\
  </mj-body>
</mjml>
"""


def _section(inside: str, attributes: str = "") -> str:
    lines = "".join(f"        {line}\n" for line in inside.splitlines())
    return (
        f"    <mj-section{attributes}>\n      <mj-column>\n{lines}"
        "      </mj-column>\n    </mj-section>\n"
    )


SHAPES: Final[dict[type[Block], str]] = {
    Heading: _section('<mj-text mj-class="heading">[[text]]</mj-text>'),
    Text: _section("<mj-text>[[text:rich]]</mj-text>"),
    Button: _section('<mj-button\n  href="[[link]]"\n>[[text]]</mj-button>'),
    Image: _section('<mj-image\n  src="[[address]]"\n  alt="[[alt]]" />'),
    Columns: "    <mj-section>\n[[columns:many]]\n    </mj-section>\n",
    Products: _section(
        '<mj-text mj-class="title">[[title]]</mj-text>\n'
        '<mj-table color="#1b1e28" font-size="15px" line-height="24px" padding="0">\n'
        "[[rows:many]]\n</mj-table>"
    ),
    Divider: _section('<mj-divider border-color="#dfe2ea" border-width="1px" padding="0" />'),
    Footer: _section(
        '<mj-text mj-class="small">[[text:rich]]</mj-text>\n'
        f'<mj-text mj-class="small"><a href="{{{{ {UNSUBSCRIBE} }}}}" style="color:#4b21b8;">'
        "[[leave]]</a></mj-text>",
        ' background-color="#f7f8fb" padding="22px 36px"',
    ),
}

_CELL: Final = "padding:9px 0;border-bottom:1px solid #e6e8ee;"
# What stands inside a shape any number of times, by the name of its place.
REPEATED: Final[dict[str, str]] = {
    "columns": (
        '      <mj-column width="[[share]]" padding="0 10px 0 0">\n'
        '        <mj-text mj-class="title">[[title]]</mj-text>\n'
        "        <mj-text>[[text:rich]]</mj-text>\n"
        "      </mj-column>\n"
    ),
    "rows": (
        f'<tr><td style="{_CELL}">[[name]]</td>\n'
        f'<td style="{_CELL}text-align:right;white-space:nowrap;">[[price]]</td></tr>\n'
    ),
}
# The rows of a table that shows what the account has.
OWNED: Final = (
    "{% for product in account.products %}\n"
    f'<tr><td style="{_CELL}">{{{{ product }}}}</td></tr>\n'
    "{% endfor %}"
)
