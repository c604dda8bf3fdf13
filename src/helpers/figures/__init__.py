"""What was published: the tables of data/, single figures and series, with printed digits, periods, sources."""
