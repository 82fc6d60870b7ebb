"""What a template writes several times is worked out once a message, like the company's name.

A template asks and changes nothing, so the same expression says the same all over a message.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class WrittenOnce(CodeGenerator):
    """Jinja's own compiler, but that it keeps what it wrote. In a loop nothing is kept: there
    the same words mean another item each time."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._kept: dict[str, str] = {}  # the variable, by the expression

    def visit_Template(  # noqa: N802 -- Jinja's name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        said = [
            repr(child)
            for output in node.find_all(nodes.Output)
            for child in output.nodes
            if not isinstance(child, nodes.TemplateData)
        ]
        repeated = sorted({one for one in said if said.count(one) > 1})
        self._kept = {one: f"kept_{number}" for number, one in enumerate(repeated)}
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        for variable in self._kept.values():
            self.writeline(f"{variable} = ''")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if variable := self._variable(node, frame):
            self.write(f"{variable} or ({variable} := ")
        super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        super()._output_child_post(node, frame, finalize)
        if self._variable(node, frame):
            self.write(")")

    def _variable(self, node: nodes.Expr, frame: Frame) -> str | None:
        is_outside = frame.symbols.level == 0 and frame.buffer is None
        return self._kept.get(repr(node)) if is_outside else None
