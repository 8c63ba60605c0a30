"""What a county published in 2023, beside the county of 2020 moved to that year: the year's own tasks of openness."""
