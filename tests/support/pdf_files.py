"""PDF files as tests need them: ruled tables, lines of text, pictures of pages, written by hand."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>]>>"
)
_PICTURE = b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


def pdf(path: Path, pages: Sequence[bytes], *, page_entries: str = "", trailer: str = "", objects: Sequence[str] = (), resources: str = "") -> Path:
    """A PDF whose pages have these contents; /F is a Chinese font that isn't embedded. `objects` come first: the first has number 3."""
    first = 3 + len(objects)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(), *(one.encode("latin-1") for one in objects)]
    for number, content in enumerate(pages):
        packed = zlib.compress(content)
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F {_FONT}>>{resources}>>/Contents {first + 2 * number + 1} 0 R{page_entries}>>"
        )
        parts += [page.encode(), f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream"]
    written, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(parts) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(written)}\n%%EOF\n"
    path.write_bytes(written + end.encode())
    return path


def written(x: float, y: float, text: str, size: float = 10) -> bytes:
    """A text at a place, the letters as UTF-16."""
    return b"BT /F %g Tf %g %g Td <%s> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[float], top: float = 700, left: float = 50, height: float = 40, cell_by_cell: bool = False) -> bytes:
    """A table with ruled lines; a cell of several lines writes each. `cell_by_cell`: as programs do that draw the border of each cell."""
    edges = [left + sum(widths[:number]) for number in range(len(widths) + 1)]
    drawn = b""
    if cell_by_cell:
        for row in range(len(rows)):
            for edge, width in zip(edges, widths, strict=False):
                drawn += b"%g %g %g %g re S\n" % (edge, top - (row + 1) * height, width, height)
    else:
        for row in range(len(rows) + 1):
            drawn += b"%g %g m %g %g l S\n" % (left, top - row * height, edges[-1], top - row * height)
        for edge in edges:
            drawn += b"%g %g m %g %g l S\n" % (edge, top, edge, top - len(rows) * height)
    for row, cells in enumerate(rows):
        for edge, cell in zip(edges, cells, strict=False):
            for line, text in enumerate(cell.split("\n") if cell else ()):
                drawn += written(edge + 3, top - row * height - 14 - 12 * line, text)
    return drawn


def scanned(path: Path) -> Path:
    """A page that is a picture."""
    return pdf(path, [_PICTURE])


PICTURE = _PICTURE
