"""Build on a Dask cluster: its workers get parcels, and what they send back goes into the store here."""

from concurrent.futures import Executor, Future
from importlib import import_module
from typing import Any

from pyodide_build.errors import SchedulerError
from pyodide_build.schedule.parcel import Delivery, make_parcel, perform_parcel, unpack
from pyodide_build.schedule.store import FILES, Record, ResultStore
from pyodide_build.schedule.task import Outcome, Task

TIME_TO_CONNECT = 30


class ClusterCrew:
    """The workers of a cluster, each with pyodide-build, the cross-build environment and emscripten.

    Args:
        address: of the scheduler, `tcp://HOST:PORT`.
        places: how many tasks at most; by default as many as the workers have threads.

    Raises:
        SchedulerError: the package distributed is not installed, or nothing answers at the address.
    """

    here = False

    def __init__(self, address: str, places: int | None = None) -> None:
        try:
            client: Any = import_module("distributed").Client
        except ModuleNotFoundError as error:
            raise SchedulerError(
                f"--scheduler needs {error.name}. Install it with: pip install 'pyodide-build[dask]'"
            ) from None
        try:
            self._client: Any = client(address, timeout=TIME_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise SchedulerError(f"No Dask scheduler answers at {address}: {error}") from None
        self._limit = places
        self._executor: Executor = self._client.get_executor(pure=False, retries=0)

    def __enter__(self) -> "ClusterCrew":
        return self

    def __exit__(self, *exception: object) -> None:
        self._executor.shutdown(wait=False)  # what runs is cancelled
        self._client.close()

    @property
    def places(self) -> int:
        """How many tasks there can be at the same time; workers come and go."""
        threads: int = sum(self._client.nthreads().values())
        return min(max(1, threads), self._limit or threads or 1)

    def submit(self, task: Task, expected: int) -> Future[Outcome]:
        """Send a parcel."""
        workers = max(1, len(self._client.nthreads()))
        share = 1 / max(1, min(self.places, expected + 1) / workers)
        outcome: Future[Outcome] = Future()
        outcome.set_running_or_notify_cancel()

        def receive(delivered: Future[Delivery]) -> None:
            try:
                outcome.set_result(take_in(task, delivered.result()))
            except BaseException as error:
                outcome.set_exception(error)

        self._executor.submit(perform_parcel, make_parcel(task, share)).add_done_callback(receive)
        return outcome


def take_in(task: Task, delivery: Delivery) -> Outcome:
    """Put what a worker has made into the store, and its log where logs are."""
    task.log.parent.mkdir(parents=True, exist_ok=True)
    task.log.write_bytes(delivery.log)
    if delivery.problem is not None:
        return Outcome(problem=f"{delivery.problem}\nThe log is here, too: {task.log}")
    store = ResultStore(task.store)
    with store.locked(task.key) as staging:
        unpack(delivery.files, staging / FILES)
        record = Record(task.recipe.name, task.recipe.version, round(delivery.seconds, 1), task.inputs)
        store.publish(task.key, staging, record)
    return Outcome(delivery.seconds)
