"""An import that will not work, in words."""

from dataclasses import dataclass
from enum import Enum, auto

# What code imports that was compiled for exceptions of JavaScript.
JAVASCRIPT_EXCEPTIONS = ("invoke_", "__cxa_find_matching_catch_")


class Trouble(Enum):
    """What is wrong with an import."""

    MISSING = auto()
    MISSING_LIBRARY = auto()
    NOT_NEEDED = auto()
    OTHER_KIND = auto()
    OTHER_TYPE = auto()


@dataclass(frozen=True)
class Problem:
    """An import that will not work.

    Attributes:
        library: the library that imports.
        symbol: what it imports, or the library that it needs.
        wanted: what it is imported as.
        exporter: who exports the symbol.
        exported: what it is exported as.
    """

    library: str
    symbol: str
    trouble: Trouble
    wanted: str = ""
    exporter: str = ""
    exported: str = ""

    def __str__(self) -> str:
        wanted = f"{self.symbol}: {self.wanted}"
        match self.trouble:
            case Trouble.MISSING_LIBRARY:
                return f"{self.symbol}: needed, but neither in the wheel nor in a folder given with --libdir"
            case Trouble.MISSING if self.symbol.startswith(JAVASCRIPT_EXCEPTIONS):
                return f"{wanted}, for exceptions of JavaScript; compile and link with -fwasm-exceptions"
            case Trouble.MISSING:
                return f"{wanted}, which neither the main module nor a needed library exports"
            case Trouble.NOT_NEEDED:
                return f"{wanted}, which {self.exporter} exports without being named as needed; link with it"
            case Trouble.OTHER_KIND | Trouble.OTHER_TYPE:
                return f"{wanted}, but {self.exporter} exports {self.exported}"
