"""PDFium, set up so that a page reads the same on every machine.

A PDF may name a font without carrying it. PDFium then takes one of the system's; where the system has
no Chinese font, glyphs have no height and PDFium leaves out text that stands on its side, in silence.
So it is given the project's own font (``helpers.typeface``) and no other.
"""

from __future__ import annotations

import ctypes
import gc
from functools import cache
from typing import Any

from helpers import typeface


@cache
def load_pdfium() -> Any:
    """The module ``pypdfium2``, its library set up with the project's font.

    The library can only be told at its start, so it is started anew, once. Where somebody in this process
    already has a document open that would be the end of it: then the system's fonts are used.
    """
    import pypdfium2 as pdfium

    if any(isinstance(one, pdfium.PdfDocument) for one in gc.get_objects()):
        return pdfium
    raw = pdfium.raw
    folder = ctypes.create_string_buffer(str(typeface.path().parent).encode())
    character = ctypes.POINTER(ctypes.c_char)
    folders = (character * 2)(ctypes.cast(folder, character))  # ended by a null pointer
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))
    return pdfium
