"""Workers and service workers as people paste them, with an API between them and their pages."""

import statistics

import pytest

from harness.documented import show_page
from harness.site import ROOT

WEBWORKER = """
importScripts("./pyodide.js");

async function loadPyodideAndPackages() {
  self.pyodide = await loadPyodide();
  await self.pyodide.loadPackage(["attrs", "six"]);
}
let pyodideReadyPromise = loadPyodideAndPackages();

self.onmessage = async (event) => {
  // make sure loading is done
  await pyodideReadyPromise;
  // Don't bother yet with this line, suppose our API is built in such a way:
  const { id, python, ...context } = event.data;
  // The worker copies the context in its own "memory" (an object mapping name to values)
  for (const key of Object.keys(context)) {
    self[key] = context[key];
  }
  // Now is the easy part, the one that is similar to working in the main thread:
  try {
    await self.pyodide.loadPackagesFromImports(python);
    let results = await self.pyodide.runPythonAsync(python);
    self.postMessage({ results, id });
  } catch (error) {
    self.postMessage({ error: error.message, id });
  }
};
"""
PY_WORKER = """
const pyodideWorker = new Worker("./webworker.js");

const callbacks = {};

pyodideWorker.onmessage = (event) => {
  const { id, ...data } = event.data;
  const onSuccess = callbacks[id];
  delete callbacks[id];
  onSuccess(data);
};

const asyncRun = (() => {
  let id = 0; // identify a Promise
  return (script, context) => {
    // the id could be generated more carefully
    id = (id + 1) % Number.MAX_SAFE_INTEGER;
    return new Promise((onSuccess) => {
      callbacks[id] = onSuccess;
      pyodideWorker.postMessage({
        ...context,
        python: script,
        id,
      });
    });
  };
})();

export { asyncRun };
"""
CONSUMER = """
import { asyncRun } from "./py-worker.js";

const script = `
    import statistics
    from js import A_rank
    statistics.stdev(A_rank)
`;

const context = {
  A_rank: [0.8, 0.4, 1.2, 3.7, 2.6, 5.8],
};

async function main() {
  try {
    const { results, error } = await asyncRun(script, context);
    if (results) {
      console.log("pyodideWorker return results: ", results);
    } else if (error) {
      console.log("pyodideWorker error: ", error);
    }
  } catch (e) {
    console.log(
      `Error in pyodideWorker at ${e.filename}, Line: ${e.lineno}, ${e.message}`,
    );
  }
}

main();
"""
CONSUMER_PAGE = '<!doctype html>\n<head>\n<script type="module" src="consumer.js"></script>\n</head>\n'
ASK_AGAIN = """
    const first = await line(0);
    const { asyncRun } = await new page.Function("url", "return import(url)")(new URL("py-worker.js", url).href);
    const second = await asyncRun("import missing_module", {});
    const third = await asyncRun("import six, pluggy\\nfrom js import word\\nword * 2", { word: "ab" });
    return [first, second.error, third.results];
"""


@pytest.mark.realms("chromium", "firefox")
def test_a_web_worker(realm) -> None:
    """An error is an answer, too, and the worker goes on; what a script imports is loaded."""
    files = {"index.html": CONSUMER_PAGE, "consumer.js": CONSUMER, "py-worker.js": PY_WORKER, "webworker.js": WEBWORKER}

    first, second, third = show_page(realm, "web-worker", files, ASK_AGAIN)

    assert f"pyodideWorker return results:  {statistics.stdev([0.8, 0.4, 1.2, 3.7, 2.6, 5.8])}" == first
    assert "ModuleNotFoundError: No module named 'missing_module'" in second
    assert "abab" == third


SHIM = "node_modules/xhr-shim/src/index.js"
CLASSIC_IMPORTS = """
importScripts("./node_modules/xhr-shim/src/index.js");
self.XMLHttpRequest = self.XMLHttpRequestShim;
importScripts("./pyodide.js");
"""
MODULE_IMPORTS = """
import "./node_modules/xhr-shim/src/index.js";
self.XMLHttpRequest = self.XMLHttpRequestShim;
import "./pyodide.asm.js"; // IMPORTANT: This is compulsory in a module-type service worker
import { loadPyodide } from "./pyodide.mjs"; // Note the .mjs extension
"""
SERVICE_WORKER = """
let modifyData;
let pyodide;
loadPyodide({}).then((_pyodide) => {
  pyodide = _pyodide;
  let namespace = pyodide.globals.get("dict")();

  pyodide.runPython(
    `
    import json

    counter = 0
    def modify_data(data):
        global counter
        counter += 1
        dict = data.to_py()
        dict['count'] = counter
        return dict
    `,
    { globals: namespace },
  );

  // assign the modify_data function from the Python context to a Javascript variable
  modifyData = namespace.get("modify_data");
  namespace.destroy();
});

self.addEventListener("fetch", (event) => {
  if (event.request.url.endsWith("json")) {
    if (!modifyData) {
      event.respondWith(
        Promise.reject("Python code isn't set up yet, try again in a bit"),
      );
    } else {
      event.respondWith(
        fetch(event.request)
          .then((v) => v.json())
          .then((originalData) => {
            let proxy = modifyData(originalData);
            let pyproxies = [];

            // Because toJs gives us a Map, we transform it to a plain Javascript object before changing it to JSON
            let result = JSON.stringify(
              Object.fromEntries(
                proxy.toJs({
                  pyproxies,
                }),
              ),
            );
            // Craft the new JSON response
            return new Response(result, {
              headers: { "Content-Type": "application/json" },
            });
          }),
      );
    }
  }
});

// Immediately become the active service worker once installed
self.addEventListener("install", function () {
  self.skipWaiting();
});

// With this, we won't need to reload the page before the service worker can intercept fetch requests
self.addEventListener("activate", function (event) {
  event.waitUntil(self.clients.claim());
});
"""
REGISTRATION_PAGE = """<!doctype html>
<html>
  <head>
    <script>
      const SERVICE_WORKER_PATH = "./sw.js";
      const JSON_FILE_PATH = "./data.json";
      const REGISTRATION_OPTIONS = {
        scope: "./",
        TYPE
      };

      async function registerServiceWorker() {
        if ("serviceWorker" in navigator) {
          try {
            const registration = await navigator.serviceWorker.register(
              SERVICE_WORKER_PATH,
              REGISTRATION_OPTIONS,
            );
            if (registration.installing) {
              console.log("Service worker installing");
            } else if (registration.waiting) {
              console.log("Service worker installed");
            } else if (registration.active) {
              console.log("Service worker active");
            }
          } catch (error) {
            console.error(`Registration failed with ${error}`);
          }
        }
      }

      async function fetchAndLogData() {
        try {
          console.log(await (await fetch(JSON_FILE_PATH)).json());
        } catch (e) {
          console.error("Failed to fetch", e);
        }
      }

      registerServiceWorker();
    </script>
  </head>

  <body>
    <button onclick="fetchAndLogData()">Fetch and log data</button>
  </body>
</html>
"""
# Python is not there at once: the button is clicked until it is, as the worker asks for.
CLICK_UNTIL_CHANGED = """
    const answers = [await line(0)];
    try {
      if (!page.navigator.serviceWorker.controller) {
        await new Promise((resolve) =>
          page.navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      }
      const changed = [];
      for (let index = 1; changed.length < 2; index++) {
        page.document.querySelector("button").click();
        const text = await line(index);
        if (text.startsWith("{")) {
          changed.push(JSON.parse(text));
        } else {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
      return [...answers, ...changed];
    } finally {
      await (await page.navigator.serviceWorker.getRegistration()).unregister();
    }
"""


def registered(realm, kind: str, imports: str, options: str) -> object:
    """Return what the page logs with a service worker that begins with these imports."""
    name = f"{kind}-service-worker-example"
    files = {
        "index.html": REGISTRATION_PAGE.replace("TYPE", options),
        "sw.js": imports + SERVICE_WORKER,
        "data.json": '{ "name": "Jem" }',
        SHIM: (ROOT / SHIM).read_text(),
    }
    return show_page(realm, name, files, CLICK_UNTIL_CHANGED)


ANSWERS = ["Service worker installing", {"name": "Jem", "count": 1}, {"name": "Jem", "count": 2}]


@pytest.mark.realms("chromium", "firefox")
def test_a_classic_service_worker(realm) -> None:
    assert ANSWERS == registered(realm, "classic", CLASSIC_IMPORTS, "")


# Firefox has service workers of this type from release 147 on.
@pytest.mark.realms("chromium")
def test_a_module_service_worker(realm) -> None:
    assert ANSWERS == registered(realm, "module", MODULE_IMPORTS, 'type: "module",')
