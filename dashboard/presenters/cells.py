"""Cells of a CSV file that people change in a spreadsheet and bring back: safe to open there, the same on the way back.

As in `spreadsheets.py` a cell that a spreadsheet program would take for a formula gets an apostrophe before it, also
where one would begin after a semicolon. Here a cell that already has apostrophes there gets one more: so each that was
added can be taken away again, and no other.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from django.utils.translation import gettext as _

from dashboard.presenters.spreadsheets import BOM, FORMULA

_SIGNS = "".join(map(re.escape, FORMULA))
_FIRST = re.compile(rf"(?='*[ \u00a0]*[{_SIGNS}])")
_FIRST_BACK = re.compile(rf"'(?='*[ \u00a0]*[{_SIGNS}])")
_INNER = re.compile(r"(;[\s\"]*)(?='*[=+\-@＝＋－＠])")
_INNER_BACK = re.compile(r"(;[\s\"]*)'(?='*[=+\-@＝＋－＠])")
SEPARATORS = (",", ";", "\t")


class NoCsv(Exception):
    """A text that is no CSV file: from which line on, and what to mend there, in the reader's language."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line, self.what = line, what


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

    Cells are parted by commas, by semicolons or by tabs: whichever the first line has more of. Raises NoCsv.
    """
    text = text.removeprefix(BOM)
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count), strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [back(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise NoCsv(begins, _in_our_words(str(error))) from None


def _in_our_words(said: str) -> str:
    """The csv module's three complaints."""
    if "end of data" in said:
        return _('opens a quotation mark (") that is never closed.')
    if "expected after" in said:
        return _('goes on after a closing quotation mark: one that belongs to the text is written twice ("").')
    return _("has a cell that is too long.")
