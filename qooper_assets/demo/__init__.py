"""The demo's world: three invented customers, their rosters day by day, and the SFTP server they lie on.

Belongs here: what stands in for a customer. Does not: anything the product needs to run; nothing
outside the demo's own command, the tests and the benchmarks imports this package.
"""
