"""DuckDB, and the tables staged in it."""
