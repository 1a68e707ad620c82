"""The backend `canvas`: figures in the page, drawn by Agg on canvas elements.

`plt.show()` adds each figure to `document.pyodideMplTarget`, or to the body if that is not set.
"""

from matplotlib.backend_bases import _Backend
from matplotlib.backends.canvas.figure_canvas import FigureCanvasElement
from matplotlib.backends.canvas.manager import FigureManagerElement

__all__ = ["FigureCanvas", "FigureManager"]


@_Backend.export
class _BackendCanvas(_Backend):
    FigureCanvas = FigureCanvasElement
    FigureManager = FigureManagerElement


FigureCanvas = FigureCanvasElement
FigureManager = FigureManagerElement
