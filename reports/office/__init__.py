"""Reports in the formats of an office: workbooks, the circular (通报), CSV and JUnit XML. One file a format."""
