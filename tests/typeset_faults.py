"""Files a reader of PDF must not stumble over, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from typesetter import SONG, _fonts, _grey

LINE = "市供水公司昨日对城南片区的管网进行了检修，"


def drawn(draw: Callable[[Canvas], None], side: bool = False, **options: object) -> bytes:
    """A PDF of what ``draw`` puts on the canvas; ``side``: on sheets that lie on their side."""
    _fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(800, 600) if side else (600, 800), invariant=True, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def column(canvas: Canvas, x: float = 50, rows: int = 40) -> None:
    canvas.setFont(SONG, 10)
    for i in range(rows):
        canvas.drawString(x, 740 - 15 * i, LINE)


def locked() -> bytes:
    return drawn(column, encrypt=StandardEncryption("secret", "owner", canPrint=1))


def owned() -> bytes:
    """Opens without a password, but may not be changed."""
    return drawn(column, encrypt=StandardEncryption("", "owner", canPrint=0))


def many_pages(count: int = 5000) -> bytes:
    def draw(canvas: Canvas) -> None:
        for _ in range(count):
            canvas.setFont(SONG, 10)
            canvas.drawString(50, 700, LINE)
            canvas.showPage()

    return drawn(draw)


def no_pages() -> bytes:
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    out, places = b"%PDF-1.4\n", []
    for i, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (i, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 3\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 3>>\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def scan() -> bytes:
    return drawn(lambda canvas: canvas.drawImage(_grey(), 0, 0, 600, 800))


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.txt", LINE)
    return out.getvalue()


def table(rows: int = 45, columns: int = 6) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(SONG, 9)
        for i in range(rows):
            for j in range(columns):
                canvas.rect(40 + 85 * j, 740 - 16 * i, 85, 16)
                canvas.drawString(44 + 85 * j, 744 - 16 * i, f"第{i}行{j * 7}吨")

    return drawn(draw)


def english() -> bytes:
    lines = ["The council met on Tuesday to discuss the new water main, which will",
             "cross the river beside the old bridge. It was, the mayor said, a very long con-",
             "versation."]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 24)
        canvas.drawString(50, 740, "Water main opens")
        canvas.setFont("Times-Roman", 10)
        for i, line in enumerate(lines):
            canvas.drawString(50, 700 - 13 * i, line)

    return drawn(draw)


def heads_only(count: int = 900) -> bytes:
    def draw(canvas: Canvas) -> None:
        for i in range(count):
            canvas.setFont(SONG, 5 + i % 7)
            canvas.drawString(10 + (i * 37) % 500, 10 + (i * 101) % 780, "字号不一的标题行")

    return drawn(draw)


def drawing(strokes: int = 30_000) -> bytes:
    def draw(canvas: Canvas) -> None:
        column(canvas)
        for i in range(strokes):
            canvas.line(300 + i % 250, i % 790, 301 + i % 250, (i * 7) % 790)

    return drawn(draw)
