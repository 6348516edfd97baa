"""Extraction for pybabel: messages in ``_()``, and the help texts that stand as docstrings and options.

The first line of a command's or question's docstring is its help; so is the docstring of a click command,
and ``help=`` of a click option.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from typing import Any

from babel.messages.extract import extract_python

SPOKEN = {"Command", "Question"}


def extract(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Yield what Babel's own extraction finds, then the help texts."""
    yield from extract_python(fileobj, keywords, comment_tags, options)
    fileobj.seek(0)
    for node in ast.walk(ast.parse(fileobj.read())):
        text = _help(node)
        if text:
            yield getattr(node, "lineno", 1), "_", text, []


def _help(node: ast.AST) -> str:
    match node:
        case ast.ClassDef() if any(getattr(base, "id", "") in SPOKEN for base in node.bases):
            return (ast.get_docstring(node) or "").partition("\n")[0]
        case ast.FunctionDef() if any(_is_command(d) for d in node.decorator_list):
            return inspect.cleandoc(ast.get_docstring(node) or "")
        case ast.keyword(arg="help", value=ast.Constant(value=str(text))):
            return text
    return ""


def _is_command(decorator: ast.expr) -> bool:
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(call, ast.Attribute) and call.attr in ("command", "group")
