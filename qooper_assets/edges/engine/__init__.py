"""DuckDB, and the tables that are staged in it."""
