/* A classic service worker as documented: Python adds to the JSON that a page fetches. */
importScripts("/dist/pyodide.js", "service-worker-events.js");

serve(loadPyodide());
