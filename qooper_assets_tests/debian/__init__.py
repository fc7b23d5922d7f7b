"""Tests that need Debian's packages: SSH servers, PuTTY's tools, PostgreSQL, a browser. `.ci/run` installs
them. A missing one fails its tests instead of skipping them, because the promise would go unproved."""
