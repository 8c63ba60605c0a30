"""How much of one attached file is read, whatever it claims to hold."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 64 * 1024 * 1024  # of the file as received
MAX_CHARACTERS: Final = 2_000_000  # of text, over all its parts
MAX_PAGES: Final = 500  # of a PDF or an OFD file, slides and sheets likewise
MAX_TABLES: Final = 400
MAX_CELLS: Final = 100_000  # over all tables
MAX_ROWS: Final = 20_000  # over all tables
MAX_LINKED_CELLS: Final = (
    10_000  # over all tables that are kept with their links, merged cells spread out
)
MAX_LINKS: Final = 2_000  # of one file
MAX_COLUMNS: Final = 256  # of a sheet; what stands further right is not read
MAX_CELL_TEXT: Final = 4_000  # characters of one cell

MAX_MEMBERS: Final = 10_000  # of a zip container (DOCX, XLSX, OFD)
MAX_FILES: Final = 100  # of a ZIP of files that are read
MAX_NESTING: Final = 1  # archives within an archive
MAX_MEMBER_BYTES: Final = 64 * 1024 * 1024  # of one unpacked member
MAX_UNPACKED: Final = 160 * 1024 * 1024  # of all members that are read
MAX_RATIO: Final = 300  # unpacked to packed, of a member above RATIO_FREE
RATIO_FREE: Final = 4 * 1024 * 1024

MAX_PAGE_GLYPHS: Final = 60_000  # characters on one page that are laid out
MAX_PAGE_OBJECTS: Final = 60_000  # lines and boxes on one page that are looked at
MAX_DEPTH: Final = 40  # tables, boxes or groups within each other

SECONDS: Final = 60.0  # for one file, by the clock
MEMORY_MB: Final = 1024  # address space of a reading process
