"""How a rule explains itself (规则说明)."""
