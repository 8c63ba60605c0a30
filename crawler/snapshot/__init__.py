"""What a crawl leaves behind: facts in a database, pages in an archive.

Checks and reports read a crawl through this package alone.
"""
