"""What pages and feeds take of a body goes through the desk, which notes it: that is how a build knows what an edited
text changes. Only titles and summaries may be read past it."""

import ast
from pathlib import Path

import pytest

from journeyblog.markdown import Body

PACKAGE = Path(__file__).resolve().parents[2] / "journeyblog"
NOTED = set(Body.__dataclass_fields__) - {"title", "summary"} | {"html"}
MAKERS = sorted(
    [*(PACKAGE / "site/pages").rglob("*.py"), *(PACKAGE / "output").glob("*.py"), PACKAGE / "build/targets.py"]
)


@pytest.mark.parametrize("path", MAKERS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_bodies_are_read_through_the_desk(path: Path) -> None:
    if path.name == "desk.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in NOTED:
            of = node.value
            name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
            assert name != "body", f"{path.name}:{node.lineno} reads {ast.unparse(node)} past the desk"
