"""Cells of a CSV file that people change in a spreadsheet and bring back: safe to open there, the same on the way back.

As in `spreadsheets.py` a cell that a spreadsheet program would take for a formula gets an apostrophe before it, also
where one would begin after a semicolon. Here a cell that already has apostrophes there gets one more: so each that was
added can be taken away again, and no other.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from dashboard.presenters.spreadsheets import BOM, FORMULA

_SIGNS = "".join(map(re.escape, FORMULA))
_FIRST = re.compile(rf"(?='*[ \u00a0]*[{_SIGNS}])")
_FIRST_BACK = re.compile(rf"'(?='*[ \u00a0]*[{_SIGNS}])")
_INNER = re.compile(r"(;[\s\"]*)(?='*[=+\-@＝＋－＠])")
_INNER_BACK = re.compile(r"(;[\s\"]*)'(?='*[=+\-@＝＋－＠])")
SEPARATORS = (",", ";")


def out(cell: str) -> str:
    """The cell as it may stand in a file."""
    return ("'" if _FIRST.match(cell) else "") + _INNER.sub(r"\1'", cell)


def back(cell: str) -> str:
    """The cell as it was before `out`; one that somebody typed without apostrophes stays as it is."""
    inner = _INNER_BACK.sub(r"\1", cell)
    return inner[1:] if _FIRST_BACK.match(cell) else inner


def written(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A whole file (RFC 4180), the byte order mark and the header first."""
    file = StringIO(newline="")
    file.write(BOM)
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([out(cell) for cell in line] for line in lines)
    return file.getvalue()


def read(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not empty, the header too, with the number by which an editor knows it.

    Cells are parted by commas or by semicolons: whichever the first line has more of. Raises csv.Error.
    """
    text = text.removeprefix(BOM)
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count), strict=True)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, [back(cell) for cell in cells]
        begins = reader.line_num + 1
