"""Tests that need Debian's packages: SSH servers, PuTTY's tools, PostgreSQL, a browser. `.ci/run` installs
them; none is skipped where one is missing, for then the promise is not shown."""
