"""Installing wheels into a folder, which pyodide._install does for every host."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from micropip.bookkeeping import INSTALLER
from micropip.errors import WheelError
from micropip.host.protocol import Change, StagedWheel

if TYPE_CHECKING:
    from pyodide import _install


class WheelFolder:
    """A site-packages folder.

    Args:
        path: The folder; None: the one of this interpreter.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def stage(
        self,
        data: bytes,
        filename: str,
        *,
        expected_name: str,
        requested: bool,
        direct_url: dict[str, Any] | None,
        extra_files: dict[str, str],
    ) -> StagedWheel:
        """Check a wheel whole and unpack it aside.

        Raises:
            WheelError: it is damaged, dangerous, or not what its name says.
            OSError: it cannot be written.
        """
        from pyodide import _install

        try:
            return _install.stage_wheel(
                data,
                filename,
                self._path,
                expected_name=expected_name,
                installer=INSTALLER,
                requested=requested,
                direct_url=direct_url,
                extra_files=extra_files,
            )
        except _install.InstallError as error:
            raise WheelError(str(error)) from error

    def install_all(self, wheels: Sequence[StagedWheel]) -> Change:
        """Make staged wheels importable, each in the place of a distribution of its name: all or none."""
        from pyodide import _install

        return _install.install_all(cast("Sequence[_install.StagedWheel]", wheels))

    def uninstall(self, name: str) -> None:
        """Remove the files that a distribution lists in its RECORD.

        Raises:
            WheelError: nobody knows which they are.
            OSError: one cannot be removed; all are still there.
        """
        from pyodide import _install

        try:
            _install.uninstall_distribution(name, self._path)
        except _install.InstallError as error:
            raise WheelError(str(error)) from error
