"""What a fully compliant simulated county publishes, in no family's markup."""
