"""Read the blocks of code in a page.

What a block's language is decides how it runs (see run.py). Around it, the page can say more:

- a block of the language `output` after it has what it prints; `...` stands for anything;
- the caption of a block is the name of a file, which later blocks of the page find;
- a comment above it, `% not run: REASON`, keeps it from running, `% browser` runs it in a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

DOCS = Path(__file__).parents[2]
RUN = {"js", "python", "pycon", "html", "console", "live"}
# Shown, but nothing to run: files in other formats, types, plans.
SHOWN = {"text", "toml", "json", "yaml", "ts", "c", "nginx", "jsx", "css", "diff", "bat", "makefile"}
# Directives whose content is no example.
IGNORED = re.compile(
    r"\{(toctree|python-module|javascript|commands|recipe-keys|package-list|unreleased-changes|include|"
    r"py:module|note|warning|tip|important|seealso|admonition|raw|image|figure|only)\}"
)
DIRECTIVE = re.compile(r"\{(code-block|live)\}\s*(\S*)")
REMARK = re.compile(r"^%\s*(not run|browser)(?::\s*(.+))?$")


@dataclass(frozen=True)
class Block:
    """One block of a page."""

    page: str
    line: int
    language: str
    text: str
    caption: str | None = None
    in_browser: bool = False
    not_run: str | None = None
    output: str | None = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line} ({self.language})"


def pages() -> list[Path]:
    """Return all pages, in order."""
    inside = (path for path in DOCS.rglob("*.md") if not {"node_modules", "tests"} & set(path.parts))
    return sorted(inside)


def read_blocks(path: Path) -> Iterator[Block]:
    """Give the blocks of a page that a reader could run or save.

    Raises:
        ValueError: a block is of no language that is known, or output belongs to nothing.
    """
    lines = path.read_text().splitlines()
    page = path.relative_to(DOCS).as_posix()
    waiting: Block | None = None
    for token in MarkdownIt().parse("\n".join(lines)):
        if token.type != "fence" or token.map is None:
            continue
        number = token.map[0]
        info = token.info.strip()
        if info == "output":
            if waiting is None or waiting.output is not None:
                raise ValueError(f"{page}:{number + 1}: output of no block")
            waiting = replace_output(waiting, token.content)
            continue
        if IGNORED.match(info):
            continue
        if waiting:
            yield waiting
        waiting = _block(page, number, info, token.content, lines)
    if waiting:
        yield waiting


def replace_output(block: Block, output: str) -> Block:
    """Return the block with what it prints."""
    return Block(**{**block.__dict__, "output": output})


def _block(page: str, number: int, info: str, content: str, lines: list[str]) -> Block:
    options: dict[str, str] = {}
    language = info.split()[0] if info else ""
    if directive := DIRECTIVE.match(info):
        language = directive[2] or directive[1]
        content = _take_options(content, options)
    if language not in RUN | SHOWN:
        raise ValueError(f"{page}:{number + 1}: a block of the language {language!r}: name one of {RUN | SHOWN}")
    above = lines[number - 1] if number else ""
    remark = REMARK.match(above.strip())
    reason = remark[2] if remark and remark[1] == "not run" else None
    if remark and remark[1] == "not run" and not reason:
        raise ValueError(f"{page}:{number}: say why the block is not run")
    in_browser = bool(remark and remark[1] == "browser") or "page" in options
    return Block(page, number + 1, language, content, options.get("caption"), in_browser, reason)


def _take_options(content: str, options: dict[str, str]) -> str:
    lines = content.splitlines()
    while lines and (match := re.match(r":([\w-]+):\s*(.*)$", lines[0])):
        options[match[1]] = match[2]
        lines.pop(0)
    return "\n".join(lines).strip("\n") + "\n"
