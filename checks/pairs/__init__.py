"""Which documents belong together (配对), and how a pair is shown."""
