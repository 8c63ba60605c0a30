"""What texts say (正文): days, numbers, terms, and whose opinions were heard."""
