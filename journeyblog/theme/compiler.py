"""Templates to Python, as Jinja does it but shorter where pages spend their time.

In: a template's tree. Out: its code, which asks for some functions by name (see ``ThemeEnvironment.words``).

- ``a.b`` looks into ``a`` itself when no object has anything under that name which templates must not reach, then among
  what ``a`` holds; every name in :data:`GUARDED` is left to the sandbox.
- A call goes to ``call``, without the loop's and the block's variables, which only functions that ask for the context
  would see; there is none.
- ``say("…")`` of a text without places goes to ``said``, which makes each once.
- What counts the work (see ``counting``) is called outright.
- A template and a block make one text and not many small ones, each handed up from block to block.
"""

from collections import deque
from collections.abc import Iterable
from types import (
    AsyncGeneratorType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    MethodType,
    TracebackType,
)
from typing import cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import modifies_known_mutable

_MUTABLE: tuple[object, ...] = ([], {}, set(), deque())
_INSIDES = (AsyncGeneratorType, CodeType, CoroutineType, FrameType, FunctionType, GeneratorType, MethodType,
            TracebackType, type)  # fmt: skip
GUARDED = frozenset(
    {
        *("format", "format_map"),
        *(name for one in _MUTABLE for name in dir(one) if modifies_known_mutable(one, name)),
        *(name for kind in _INSIDES for name in dir(kind)),
    }
)
"""Names that the sandbox refuses of some objects or hands out wrapped, besides all that begin with ``_``."""


class Compiler(CodeGenerator):
    """Writes the code of one template."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  Jinja's names
        """``a.b``."""
        if node.attr.startswith("_") or node.attr in GUARDED:
            super().visit_Getattr(node, frame)
            return
        self.write("(value if (value := getattr((owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else item(owner, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """``a(…)``."""
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.write(f"{node.node.name}(")
            self.visit(node.args[0], frame)
            for argument in node.args[1:]:
                self.write(", ")
                self.visit(argument, frame)
        elif not forward_caller and _says_a_text(node):
            self.write("said(context, ")
            self.visit(node.node, frame)
            self.write(", ")
            self.visit(node.args[0], frame)
        else:
            self.write("call(context, ")
            self.visit(node.node, frame)
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """``{% include %}``; Jinja hands on what was made without the context before what stands above it."""
        if node.with_context:
            super().visit_Include(node, frame)
            return
        if node.ignore_missing:
            self.writeline("try:")
            self.indent()
        self.writeline("template = environment.get_or_select_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        if node.ignore_missing:
            self.outdent()
            self.writeline("except TemplateNotFound:")
            self.indent()
            self.writeline("pass")
            self.outdent()
            self.writeline("else:")
            self.indent()
        self.writeline(f"{frame.buffer}.extend(template._get_default_module()._body_stream)")
        if node.ignore_missing:
            self.outdent()

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """What stands in a tag; of a template or a block as a whole, gathered and handed on at its end."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({cast('str', frame.buffer)})")


def _says_a_text(node: nodes.Call) -> bool:
    """``say("a.key")``, and no value to fill it with."""
    match node:
        case nodes.Call(
            node=nodes.Name(name="say"), args=[nodes.Const(value=str())], kwargs=[], dyn_args=None, dyn_kwargs=None
        ):
            return True
        case _:
            return False
