"""English prose read into readings: clause by clause, with what a sentence carries on from one to the next."""
