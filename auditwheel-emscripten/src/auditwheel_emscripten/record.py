"""A wheel's list of its files and their hashes (PEP 376, PEP 427)."""

import base64
import csv
import hashlib
import io
from collections.abc import Mapping


def update_record(text: str, record: str, changed: Mapping[str, bytes]) -> str:
    """Return the list with the hashes of files that changed, and rows for files that are new.

    Rows of other files stay as they are written; new ones come before the row of the list itself.

    Args:
        text: the list as it was.
        record: the list's own name in it.
        changed: contents by name.
    """
    rows: list[str] = []
    pending = dict(changed)
    own = None
    for line in text.splitlines(keepends=True):
        name = next(csv.reader([line]), [""])[0]
        if name == record:
            own = len(rows)
        rows.append(_row(name, pending.pop(name), _line_end(line)) if name in pending else line)
    end = _line_end(rows[0]) if rows else "\n"
    if rows and not rows[-1].endswith(("\n", "\r")):
        rows[-1] += end
    position = len(rows) if own is None else own
    rows[position:position] = [_row(name, content, end) for name, content in pending.items()]
    return "".join(rows)


def _row(name: str, content: bytes, end: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    row = io.StringIO()
    csv.writer(row, lineterminator=end).writerow((name, f"sha256={digest}", len(content)))
    return row.getvalue()


def _line_end(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n"
