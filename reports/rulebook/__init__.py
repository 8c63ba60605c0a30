"""The rules explained (规则说明), as pages and as Markdown."""
