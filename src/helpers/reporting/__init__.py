"""From notebooks to reports: run one, export it, keep its record, list them all; and the command line."""
