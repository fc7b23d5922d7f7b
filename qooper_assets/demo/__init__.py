"""The demo: three invented customers, their rosters day by day, and the SFTP server that holds them.

Belongs here: what stands in for a customer. Does not: anything the product needs to run; only the
demo's own command, the tests and the benchmarks import this package.
"""
