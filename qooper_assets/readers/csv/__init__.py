"""Reader of CSV files: detects the delimiter, parses every line, and reuses lines of an earlier file."""
