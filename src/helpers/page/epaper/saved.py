"""What a browser saves of a page: its HTML, and the address it was saved from.

“Save as, complete” leaves a file and a folder of its parts, “single file” an archive of parts (.mhtml, .mht),
extensions a file with its pictures inside. Nothing is run, nothing is fetched.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.policy import compat32
from pathlib import Path
from posixpath import basename
from urllib.parse import unquote, urlsplit

from helpers.errors import BanmianError
from helpers.page.text import decode

#: Archives of one page with its parts (MIME HTML).
ARCHIVES = (".mhtml", ".mht")
SUFFIXES = (".htm", ".html", ".shtml", ".xhtml", *ARCHIVES)
#: A saved page has a few hundred kilobytes; pictures inside it, which are left out, may take the rest.
MOST_BYTES = 16_000_000
MOST_WITH_PICTURES = 120_000_000
#: A picture, a typeface or a style sheet written into the page.
_DATA = re.compile(rb"data:[\w/+.;=-]{0,80}?;base64,[A-Za-z0-9+/=%\s]{200,}", re.I)
#: Where the address stands that a file was saved from: the browsers' comment, SingleFile's comment.
_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(\S{1,2000}?)\s*-->", re.I)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s[^>]{0,200}?\burl:\s*(\S{1,2000})", re.I)
#: What a page says of its own address: <link rel="canonical" href=…>, <meta property="og:url" content=…>.
_OWN = re.compile(
    r"<(?:link\b[^>]{0,200}?\brel=[\"']?canonical\b|meta\b[^>]{0,200}?\bproperty=[\"']?og:url\b)[^>]{0,500}?"
    r"\b(?:href|content)=[\"']?([^\"'\s>]{1,2000})",
    re.I,
)
#: The folder a browser puts a page's parts into.
_PARTS = re.compile(r"(?P<page>.+)(?:_files|\.files|_file)$", re.I)
#: What a system adds to the name of a second copy: content_1 (1).htm, content_1 - 副本.htm
_COPY = re.compile(r"(?:\s?[（(]\d{1,3}[）)]|\s?-\s?(?:副本|复制|Copy)(?:\s?[（(]\d{1,3}[）)])?)+$", re.I)


#: What a crawler keeps of an address's query in a file's name: content_1.htm?div=-1.html
_QUERY = re.compile(r"(?:(?<=\.htm)|(?<=\.html))[?@%].*$", re.I)
#: The encoding a page declares, in its head or in the first line of its XML.
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_ENCODINGS = {"utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
#: So many characters of a thousand may be broken (a title cut in the midst of a character).
_FEW_BROKEN = 5


@dataclass(frozen=True)
class Saved:
    """A saved file: its markup, and the address it was saved from (``""`` where nothing tells)."""

    path: Path
    markup: str
    address: str = ""
    cut: bool = False  # the archive ends before its end

    @property
    def breaks_off(self) -> bool:
        """Whether the file ends before the page does: half a text would look like a whole one."""
        low = self.markup.lower()
        return self.cut or ("<html" in low and "</html" not in low and "</body" not in low)

    @property
    def name(self) -> str:
        """The name the site knows the page by: the address's last part, else the file's own without the mark of a copy."""
        own = _QUERY.sub("", self.path.name)
        stem, dot, ending = own.rpartition(".")
        return name_of(self.address) or _COPY.sub("", stem) + dot + ending


def name_of(address: str) -> str:
    """The file's name in an address, without query and folders."""
    try:
        return basename(unquote(urlsplit(address).path))
    except ValueError:  # an address that is none
        return ""


def read_saved(path: Path) -> Saved:
    """A saved file's markup, whatever encoding it declares (gb2312 is read as the larger GB18030), pictures left out.

    Raises BanmianError for a file that is too large, whose bytes are no text, or that is an archive without a page.
    """
    size = path.stat().st_size
    if size > MOST_WITH_PICTURES:
        raise BanmianError(f"{path} has {size:,} bytes, more than a saved page: give the page's own HTML file.")
    data, address, declared, cut = path.read_bytes(), "", "", False
    if _is_archive(data) or (path.suffix.lower() in ARCHIVES and not data.lstrip().startswith(b"<")):
        data, address, declared, cut = _page_of(data, path)
    data = _DATA.sub(b"data:,", data)
    if len(data) > MOST_BYTES:
        raise BanmianError(f"{path} has {len(data):,} bytes of text, more than a page: give the page's own HTML file.")
    markup = _text_of(data, str(path), declared)
    return Saved(path, markup, address or _address(markup), cut)


def _text_of(data: bytes, where: str, declared: str) -> str:
    """Bytes as text. UTF-8 is told by its bytes, whatever is declared (browsers leave the old declaration); else what is
    declared goes first: Big5 would pass for GB18030, and a page with one broken character is no page of another encoding."""
    named = _DECLARED.search(data[:4000])
    name = (declared or (named[1].decode("ascii") if named else "")).lower().replace("-", "").replace("_", "")
    encoding = _ENCODINGS.get(name)
    if encoding is None or b"\x00" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(data, where)[0]
    for tried in ("utf-8-sig", encoding):
        try:
            return _lines_ended(data.decode(tried))
        except UnicodeDecodeError:
            continue
    text = data.decode(encoding, errors="replace")  # what is lost is counted and told
    broken = text.count("\ufffd") <= max(_FEW_BROKEN, len(text) * _FEW_BROKEN // 1000)
    return _lines_ended(text) if broken else decode(data, where)[0]


def _lines_ended(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_saved_page(path: Path) -> bool:
    """Whether a file is a saved page by its name."""
    return path.suffix.lower() in SUFFIXES or bool(_QUERY.search(path.name))


def _is_archive(data: bytes) -> bool:
    """Whether a file is an archive whatever it is called: it opens with the fields of a message, not with a tag."""
    head = data[:4000].lower()
    return b"multipart/related" in head and b"<html" not in head.split(b"multipart/related")[0]


def _page_of(data: bytes, path: Path) -> tuple[bytes, str, str, bool]:
    """The page in an archive, its address, the encoding its head declares, and whether the archive breaks off: the part
    that the archive names as its own, else the first of HTML."""
    message = message_from_bytes(data, policy=compat32)
    own = str(message.get("Snapshot-Content-Location") or message.get("Content-Location") or "").strip()
    pages = [p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise BanmianError(f"{path} is an archive without a page in it: save the page again, or as .html.")
    page = next((p for p in pages if own and str(p.get("Content-Location", "")).strip() == own), pages[0])
    content = page.get_payload(decode=True)
    assert isinstance(content, bytes)
    address = own or str(page.get("Content-Location", "")).strip()
    cut = any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects)
    return content, address if address.startswith("http") else "", page.get_content_charset() or "", cut


def _address(markup: str) -> str:
    """The address that the comment of a browser or an extension names, else the page itself."""
    head = markup[:20_000]
    for pattern in (_FROM, _SINGLE_FILE, _OWN):
        found = pattern.search(head)
        if found and found[1].startswith("http"):
            return html.unescape(found[1])
    return ""


def is_part(path: Path) -> bool:
    """Whether a file lies in the folder of a page's parts (Name_files beside Name.html): frames and advertisements."""
    for folder in path.parents:
        found = _PARTS.match(folder.name)
        if found and any(folder.with_name(found["page"] + end).exists() for end in SUFFIXES):
            return True
    return False


def is_copy(path: Path) -> bool:
    """Whether a file's name is that of a second copy: content_1 (1).htm."""
    return bool(_COPY.search(path.stem))
