"""Simulated government sites on loopback: what `zwgk demo` audits and tests judge verdicts by."""
