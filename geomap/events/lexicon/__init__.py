"""The coder's rules: their schemas, their phrases, and the reader that finds those in a text."""
