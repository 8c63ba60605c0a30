"""Page bytes to facts: text, dates, document numbers, metadata, links, attachments, list rows.

Pure functions: no network, no clock, no rules. `page.parse` and `page.extract_page` are the way in.
"""
