"""Reader of CSV files: detects the delimiter, parses every line, and finds the lines of an earlier file."""
