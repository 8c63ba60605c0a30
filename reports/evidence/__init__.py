"""Archived evidence (证据) made safe to look at."""
