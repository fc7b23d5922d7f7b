"""Tests that need Debian's packages: an OpenSSH server, PostgreSQL, a browser. `.ci/run` installs
them; none is skipped where one is missing, for then the promise is not shown."""
