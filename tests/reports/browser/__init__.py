"""Reports in a real Chromium."""
