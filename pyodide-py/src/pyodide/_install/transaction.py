"""Change a set of distributions: all of it or nothing."""

from pyodide._install.files import let_imports_look_again
from pyodide._install.installed import compiled_files, files_of, find_dist_info
from pyodide._install.journal import Journal
from pyodide._install.staged import InstalledWheel, StagedWheel, is_shared_library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Change:
    """Files that were installed, and what they have replaced, until it is clear that they can be used."""

    def __init__(self, files: "Iterable[str]", journals: "Iterable[Journal]") -> None:
        self._files = list(files)
        self._journals = list(journals)

    @property
    def shared_libraries(self) -> list[str]:
        """Those among the files."""
        return [path for path in self._files if is_shared_library(path)]

    def keep(self) -> None:
        """Forget what was replaced."""
        for journal in self._journals:
            journal.close()

    def undo(self) -> list[str]:
        """Remove the files and bring back what they have replaced; return the shared libraries of that."""
        compiled = [each for path in self._files if path.endswith(".py") for each in compiled_files(path)]
        files = [*self._files, *compiled]
        restored: list[str] = []
        for journal in reversed(self._journals):
            restored += journal.replace(files)
            files = []
        let_imports_look_again()
        return [path for path in restored if is_shared_library(path)]


def install_all(staged: "Iterable[StagedWheel]") -> Change:
    """Install wheels, each in the place of a distribution of the same name: all of them or none.

    Raises:
        OSError: a file cannot be moved; nothing has changed.
    """
    wheels = list(staged)
    journals: dict[str, Journal] = {}
    try:
        for wheel in wheels:
            folder = wheel.scheme.site_packages
            if folder not in journals:
                journals[folder] = Journal(folder)
            journal = journals[folder]
            replaced = find_dist_info(wheel.name, folder)
            if replaced is not None:
                for path in files_of(replaced, folder):
                    journal.remove(path)
            for destination, source in wheel.roots.items():
                journal.move_tree(source, destination)
    except BaseException:
        for journal in reversed(journals.values()):
            journal.undo()
        raise
    finally:
        for wheel in wheels:
            wheel.discard()
    let_imports_look_again()
    return Change([path for wheel in wheels for path in wheel.files], journals.values())


def commit_all(staged: "Iterable[StagedWheel]") -> list[InstalledWheel]:
    """Do the same for good, and return what is installed.

    Raises:
        OSError: a file cannot be moved; nothing has changed.
    """
    wheels = list(staged)
    install_all(wheels).keep()
    return [wheel.installed() for wheel in wheels]
