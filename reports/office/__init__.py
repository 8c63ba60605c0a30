"""Reports as office files: one module each."""
