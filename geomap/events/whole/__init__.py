"""What an article tells as a whole: each act once, with what other sentences add."""
