"""Generators of pages in `docs/`, each a module to run: `python -m qooper_assets.docs.tenant_file`.

Belongs here: what makes a page from the models and tables of `core`. Does not: comparing a page with what
would be generated (`qooper_assets_tests/docs/`), or the texts themselves, which are next to what they
describe.
"""
