"""A development zone (经济开发区) that does what its office's tasks of 2021 ask for, field by field."""
