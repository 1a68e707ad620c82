"""A module, read."""

from dataclasses import dataclass
from functools import cached_property

from auditwheel_emscripten.errors import NotASideModuleError
from auditwheel_emscripten.wasm.dylink import Dylink, edit_dylink, is_dylink, read_dylink
from auditwheel_emscripten.wasm.names import read_function_names
from auditwheel_emscripten.wasm.section import Section, read_sections
from auditwheel_emscripten.wasm.symbols import Export, Import, read_symbols

# What clang leaves in a file that has not been linked yet.
UNLINKED = "linking"


@dataclass(frozen=True)
class Module:
    """What can be known about a module without its code.

    Attributes:
        file: the name for messages.
        dylink: what a shared library asks of its loader; None in other modules.
    """

    file: str
    data: bytes
    sections: list[Section]
    imports: list[Import]
    exports: list[Export]
    dylink: Dylink | None

    @cached_property
    def function_names(self) -> dict[int, str]:
        """The names of functions by their number, from the section for debuggers."""
        return read_function_names(self.data, self.file, self.sections)

    def side_module(self) -> Dylink:
        """Return what the library asks of its loader.

        Raises:
            NotASideModuleError: when no loader would take it for a library.
        """
        if self.dylink is None:
            unlinked = any(section.name == UNLINKED for section in self.sections)
            raise NotASideModuleError(self.file, "an object file" if unlinked else "a program")
        return self.dylink

    def edited(self, *, runtime_path: tuple[str, ...] | None = None, needed: tuple[str, ...] | None = None) -> bytes:
        """Return the library's bytes with another runtime path or other needed libraries; nothing else differs."""
        self.side_module()
        (section,) = filter(is_dylink, self.sections)
        return edit_dylink(self.data, section, runtime_path=runtime_path, needed=needed)


def read_module(data: bytes, file: str) -> Module:
    """Read a module from its bytes.

    Args:
        data: the whole file.
        file: what messages call it.

    Raises:
        NotWebAssemblyError: when it is something else.
        MalformedModuleError: with the offset of the first thing that is wrong.
    """
    sections = read_sections(data, file)
    imports, exports = read_symbols(data, file, sections)
    return Module(file, data, sections, imports, exports, read_dylink(data, file, sections))
