"""The user's ways in: look a name up, add places, bring a fuller dump, geocode, check the table."""
