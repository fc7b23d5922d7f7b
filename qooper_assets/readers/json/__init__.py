"""Reader of JSON documents and newline-delimited JSON, parsed in a sandboxed subprocess."""
