/* What the service workers have in common. A classic script that also works as a module. */

const CODE = `
import json

counter = 0
def modify_data(text):
    global counter
    counter += 1
    return json.dumps({**json.loads(text), "count": counter})
`;

/** Let Python, when it is there, answer requests for JSON. */
globalThis.serve = (loading) => {
  async function answer(request) {
    try {
      const pyodide = await loading;
      if (!pyodide.globals.has("modify_data")) {
        pyodide.runPython(CODE);
      }
      const text = await (await fetch(request)).text();
      const modify = pyodide.globals.get("modify_data");
      const { IN_SERVICE_WORKER } = pyodide.detectEnvironment();
      return Response.json({ ...JSON.parse(modify(text)), IN_SERVICE_WORKER });
    } catch (error) {
      return Response.json({ error: String(error) });
    }
  }
  /** Run what the query says. */
  async function run(url) {
    const { searchParams } = new URL(url);
    try {
      const pyodide = await loading;
      await pyodide.loadPackage(searchParams.getAll("package"));
      return Response.json({ result: await pyodide[searchParams.get("method")](searchParams.get("code")) });
    } catch (error) {
      return Response.json({ error: String(error) });
    }
  }

  self.addEventListener("install", (event) => {
    event.waitUntil(self.skipWaiting());
  });
  self.addEventListener("activate", (event) => {
    event.waitUntil(self.clients.claim());
  });
  self.addEventListener("fetch", (event) => {
    if (event.request.url.endsWith("data.json")) {
      event.respondWith(answer(event.request));
    } else if (event.request.url.includes("run.json?")) {
      event.respondWith(run(event.request.url));
    }
  });
};
