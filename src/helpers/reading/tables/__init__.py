"""Tables read into readings: headers found; periods, places and indicators told apart, or asked about."""
