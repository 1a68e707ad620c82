"""The documentation site."""

import os
import runpy
import sys
from pathlib import Path

DOCS = Path(__file__).parent
ROOT = DOCS.parent
sys.path.insert(0, str(DOCS))

project = "Python in the browser"
version = release = runpy.run_path(str(ROOT / "pyodide-py" / "src" / "pyodide" / "_version.py"))["__version__"]
html_title = f"{project} {release}"

extensions = [
    "myst_parser",
    "sphinx_copybutton",
    "sphinx.ext.intersphinx",
    "extensions.directives",
    "extensions.live_example",
]
exclude_patterns = ["_templates", "tests", "node_modules", "live", "extensions", "README.md"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
suppress_warnings = ["config.cache"]

maximum_signature_line_length = 90
# Names of our own must be found. Those of other projects become links with INTERSPHINX=1, which fetches inventories.
OWN = "pyodide|pyodide_js|micropip|pyodide_lock|auditwheel_emscripten|pyodide_cli|pyodide_build"
nitpicky = True
nitpick_ignore_regex = [(r"py:.*", rf"(?!({OWN})\b).*")]
if os.environ.get("INTERSPHINX"):
    intersphinx_mapping = {"python": ("https://docs.python.org/3.13", None)}

html_theme = "furo"
templates_path = ["_templates"]
html_static_path = ["_static", "../build/docs/live"]
html_favicon = "_static/icon.svg"
html_css_files = ["site.css"]
html_js_files = ["scrollable.js"]
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f5fa8", "color-brand-content": "#1f5fa8"},
    "dark_css_variables": {"color-brand-primary": "#8ab8f0", "color-brand-content": "#8ab8f0"},
    "footer_icons": [],
}
smartquotes = False  # they would change `--option`
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_exclude = ".linenos, .gp, .go"
