"""The page that people paste to install a package; only the index is one of the tests'."""

import json

import pytest

from harness.documented import show_page

PAGE = """<html>
  <head>
    <meta charset="utf-8" />
  </head>
  <body>
    <script type="text/javascript" src="pyodide.js"></script>
    <script type="text/javascript">
      async function main() {
        let pyodide = await loadPyodide();
        await pyodide.loadPackage("micropip");
        const micropip = pyodide.pyimport("micropip");
        await micropip.install("words");
        await pyodide.runPython(`
        import words
        print(words.split('go goes going gone'))
      `);
      }
      main();
    </script>
  </body>
</html>
"""
LAST_LINE = """
    let index = 0;
    for (let said; !(said = await line(index)).startsWith("["); index++);
    return line(index);
"""


@pytest.mark.realms("chromium", "firefox")
def test_a_page_that_installs(realm, index) -> None:
    index.add("words", "1.0", files={"words.py": "def split(text):\n    return text.split()\n"})
    files = {"index.html": PAGE, "pyodide-index.json": json.dumps({"index_urls": [index.simple]})}

    assert "['go', 'goes', 'going', 'gone']" == show_page(realm, "micropip", files, LAST_LINE)
