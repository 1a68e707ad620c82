"""Draw how a distribution relates to the others: a bar for each row, in SVG."""

import math
from html import escape

from table import Row, ratio

ROW, LABEL, HALF, MARGIN = 18, 260, 240, 24
# As far as a bar goes: four times as fast, or as slow.
LIMIT = 2.0
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
line { stroke: #8c959f }
.better { fill: #1a7f37 } .worse { fill: #cf222e }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .better { fill: #3fb950 } .worse { fill: #f85149 } }
"""


def plot(title: str, rows: dict[str, Row]) -> str:
    """Return the drawing; bars to the left are less than the best of the others has, to the right more."""
    ratios = {name: each for name, row in rows.items() if (each := ratio(row)) is not None}
    width, middle = LABEL + 2 * HALF + 90, LABEL + HALF
    height = 2 * MARGIN + ROW * len(ratios)
    bars = [_bar(index, name, each, middle) for index, (name, each) in enumerate(ratios.items())]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img">',
            f"<style>{STYLE}</style>",
            f'<text x="{middle}" y="15" text-anchor="middle">{escape(title)}: ours / best of the others</text>',
            *bars,
            f'<line x1="{middle}" x2="{middle}" y1="{MARGIN}" y2="{height - MARGIN}"/>',
            "</svg>\n",
        ]
    )


def _bar(index: int, name: str, value: float, middle: int) -> str:
    top = MARGIN + ROW * index
    # Halves and doubles are as far from the middle.
    length = HALF / LIMIT * min(abs(math.log2(value)) if value else LIMIT, LIMIT)
    left, kind = (middle - length, "better") if value <= 1 else (middle, "worse")
    return (
        f'<text x="{LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(name[:40])}</text>'
        f'<rect class="{kind}" x="{left:.1f}" y="{top + 3}" width="{length:.1f}" height="{ROW - 6}"/>'
        f'<text x="{middle + HALF + 8}" y="{top + 13}">{value:.2f}</text>'
    )
