"""Exports of systems whose headers are published, with values as those systems write them."""
