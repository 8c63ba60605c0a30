"""Files as sites publish them, made from a document's title and blocks: pdf, docx, xlsx, doc, xls, ofd.

Each function gives the same bytes for the same content, and needs no library beyond Python's own.
"""
