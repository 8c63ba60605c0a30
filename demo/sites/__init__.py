"""Simulated government sites: what they publish (model, content), how (one renderer a family),
and planted faults.
"""
