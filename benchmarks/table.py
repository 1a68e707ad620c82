"""What compare.py prints and writes."""

import statistics
from collections.abc import Sequence

# A number, or why there is none.
type Measured = float | str
type Row = Sequence[Measured]


def ratio(row: Row) -> float | None:
    """Return how our number relates to the best peer's; None where one of them is missing."""
    ours, *peers = row
    best = min((peer for peer in peers if not isinstance(peer, str)), default=0.0)
    return ours / best if best and not isinstance(ours, str) else None


def geometric_mean(rows: dict[str, Row]) -> float | None:
    """Return the mean of the ratios that there are."""
    ratios = [each for each in map(ratio, rows.values()) if each]  # nothing at all has no mean with something
    return statistics.geometric_mean(ratios) if ratios else None


def as_data(rows: dict[str, Row], columns: list[str], unit: str) -> dict[str, object]:
    """Return all of it for a JSON file."""
    return {
        "unit": unit,
        "rows": {name: {**dict(zip(columns, row, strict=True)), "ratio": ratio(row)} for name, row in rows.items()},
        "geometric mean": geometric_mean(rows),
    }


def print_table(rows: dict[str, Row], columns: list[str], unit: str) -> int:
    """Print rows, the geometric mean and what failed; return 1 if a row of ours is missing."""
    width = max(map(len, rows), default=0)
    print(f"{'':{width}} {' '.join(f'{column:>12}' for column in columns)} {unit:5} ratio")
    for name, row in rows.items():
        cells = " ".join(f"{'missing' if isinstance(each, str) else _number(each):>12}" for each in row)
        of_best = ratio(row)
        print(f"{name:{width}} {cells} {'':5} {'-' if of_best is None else f'{of_best:.3f}':>5}")
    mean, slower = geometric_mean(rows), [name for name, row in rows.items() if (ratio(row) or 0) > 1]
    print(f"\ngeometric mean of {sum(ratio(row) is not None for row in rows.values())} rows: {mean or 0:.3f}")
    print(f"above 1: {', '.join(slower) or 'none'}")
    failures = [(name, column, each) for name, row in rows.items() for column, each in zip(columns, row, strict=True)]
    for name, column, failure in failures:
        if isinstance(failure, str):
            print(f"missing: {name} ({column}): {failure}")
    return int(any(isinstance(row[0], str) for row in rows.values()) or not rows)


def _number(value: float) -> str:
    return f"{value:.3f}" if value < 100 else f"{value:.1f}"
