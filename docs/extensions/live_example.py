"""Examples that readers change and run in the page, and the runtime beside the site that runs them."""

import os
import shutil
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "dist"
# Where the built site has the runtime, unless RUNTIME_URL names another place.
BESIDE = "_static/runtime"


class LiveExample(SphinxDirective):
    """Show Python code with a button that runs it, in a worker or where it needs the document in the page."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"page": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Make a block of code; the script of the site adds the rest."""
        source = "\n".join(self.content)
        block = nodes.literal_block(source, source, language="python")
        classes = ["live-example", *(["live-in-page"] if "page" in self.options else [])]
        return [nodes.container("", block, classes=classes, is_div=True)]


def add_script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Let pages with an example load the script, and tell it where the runtime is."""
    if doctree is None or not any("live-example" in each["classes"] for each in doctree.findall(nodes.container)):
        return
    up = "../" * page.count("/")
    address = os.environ.get("RUNTIME_URL") or f"{up}{BESIDE}/"
    context["metatags"] = context.get("metatags", "") + f'\n<meta name="runtime" content="{address}">'
    app.add_js_file("live.mjs", type="module")


def add_runtime(app: Sphinx, error: Exception | None) -> None:
    """Put the runtime beside the site, as links to the same bytes where the file system can."""
    if error is None and app.builder.name == "html" and not os.environ.get("RUNTIME_URL"):
        target = Path(app.outdir) / BESIDE
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(RUNTIME, target, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(Path(source).resolve(), target)
    except OSError:
        shutil.copy2(source, target)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx about the directive."""
    app.add_directive("live", LiveExample)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", add_runtime)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
