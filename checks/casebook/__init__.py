"""Cases of rules (规则用例): small sites written in YAML beside a ruleset, with the verdict that is right for each."""
