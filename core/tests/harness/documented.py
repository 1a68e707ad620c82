"""Pages as a reader of the documentation writes them, shown in a frame."""

from harness.realms import Realm

# What the page says on its console goes to the frame's parent, too; the page itself stays as it is written.
LISTEN = """<head>
    <script>
      for (const method of ["log", "error"]) {
        const write = console[method];
        console[method] = (...what) => {
          parent.postMessage(what.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join(" "));
          write(...what);
        };
      }
    </script>"""

SHOW = """
const frame = document.createElement("iframe");
const said = [];
let heard;
const line = async (index) => {
  while (said.length <= index) {
    await new Promise((resolve) => (heard = resolve));
  }
  return said[index];
};
const listener = ({ data, source }) => {
  if (source === frame.contentWindow) {
    said.push(data);
    heard?.();
  }
};
addEventListener("message", listener);
const loaded = new Promise((resolve) => (frame.onload = resolve));
frame.src = url;
document.body.append(frame);
try {
  await loaded;
  const page = frame.contentWindow;
  ACTIONS
} finally {
  removeEventListener("message", listener);
  frame.remove();
}
"""


def show_page(realm: Realm, name: str, files: dict[str, str], actions: str) -> object:
    """Serve files beside the runtime's, show `index.html` and return what the actions return.

    Args:
        realm: The main thread of a browser.
        name: Of the folder, which no other test has.
        files: The page and what it loads, by their names.
        actions: JavaScript in the frame's parent: `page` is the window, `await line(index)` what it has logged.
    """
    folder = realm.site.copy_distribution(f"{name}-{realm.name}")
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).unlink(missing_ok=True)  # it may be a link to the file of the distribution
        (folder / file).write_text(text.replace("<head>", LISTEN))
    return realm.evaluate(SHOW.replace("ACTIONS", actions), url=f"{realm.site.url}{folder.name}/index.html")
