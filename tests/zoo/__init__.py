"""Tables that nobody here chose: made-up ones by the thousand, and foreign ones from their raw files."""
