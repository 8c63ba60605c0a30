"""What a county publishes to fulfil 泰山区's tasks of 2023, on top of what every compliant county has."""
