"""Audits compared with each other (对比)."""
