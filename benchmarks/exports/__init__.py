"""Invented exports of many HR systems with the right mapping of each, to measure a proposal of a mapping.

Belongs here: exports, their right answers, the score of a proposal, and rivals. Does not: anything that
proposes a mapping for the product. See `benchmarks/README.md`.
"""
