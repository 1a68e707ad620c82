"""Requests in service workers, which have no XMLHttpRequest: by stack switching, else there is an honest error."""

import pytest

BODY = """
const registration = await navigator.serviceWorker.register("/harness/page/service-worker.js", {
  scope: "/harness/page/",
});
const frame = document.createElement("iframe");
try {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  while (worker.state !== "activated") {
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = "/harness/page/classic.html";
  document.body.append(frame);
  await loaded;
  const answers = [];
  for (const method of ["runPython", "runPythonAsync"]) {
    for (const code of codes) {
      const query = new URLSearchParams({ package: "requests", method, code });
      answers.push(JSON.parse(await (await frame.contentWindow.fetch("run.json?" + query)).text()));
    }
  }
  return answers;
} finally {
  frame.remove();
  await registration.unregister();
}
"""
REFUSAL = "Blocking requests are not possible here (service workers have none): use pyfetch()"


@pytest.mark.realms("chromium", "firefox")
def test_requests(realm, server) -> None:
    codes = [
        f"import requests; requests.get('{server.url}/text').text",
        f"import urllib.request; urllib.request.urlopen('{server.url}/text').read().decode()",
    ]
    *blocking, by_requests, by_urllib = realm.evaluate(BODY, codes=codes)

    if realm.evaluate("return 'Suspending' in WebAssembly"):
        assert [{"result": "héllo 🐍"}] * 2 == [by_requests, by_urllib]
    else:
        blocking += [by_requests, by_urllib]
    for answer in blocking:
        assert REFUSAL in answer["error"]
