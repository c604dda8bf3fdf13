"""From notebooks to reports: ordered, checked, made, kept with their records, listed."""
