"""Values in, values out: every decision of the product, and no input or output.

Nothing here opens a file or a socket, reads the environment or asks for the time. Import-linter and
ruff enforce it.
"""
