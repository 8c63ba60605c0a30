"""Lists of unknown make: the rows that a page carries, what the list states of its size, and where its pager leads."""
