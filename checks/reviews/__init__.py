"""What people say of findings: decisions, waivers and appeals (复核、豁免、申诉), kept in a file of their own."""
