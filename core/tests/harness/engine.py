"""Node.js or a browser, started when it is needed and again after a crash."""

import json
from typing import Any

from harness.driver import Driver
from harness.errors import EngineFailure, ThrownError
from harness.wire import decode, encode

TIME_LIMIT = 60.0


class Engine:
    """Evaluates JavaScript in its realms."""

    def __init__(self, name: str, command: list[str]) -> None:
        self._name = name
        self._command = command
        self._driver: Driver | None = None

    @property
    def driver(self) -> Driver:
        """The process, started if there is none."""
        if self._driver is None:
            self._driver = Driver(self._name, self._command)
        return self._driver

    def evaluate(
        self, thread: str, body: str, interpreter: str | None, time_limit: float, values: dict[str, Any]
    ) -> Any:
        """Run the body of an async function and return what it returns.

        Raises:
            ThrownError: it threw.
            EngineFailure: the engine crashed, or was killed at the time limit.
        """
        request = {"realm": thread, "body": body, "interpreter": interpreter, "values": encode(values)}
        try:
            answer = json.loads(self.driver.ask(json.dumps(request).encode(), time_limit))
        except EngineFailure:
            self._driver = None
            raise
        if "error" in answer:
            raise ThrownError(**answer["error"])
        return decode(answer["value"])

    def close(self) -> None:
        """End it; the next evaluation starts a new one."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None
