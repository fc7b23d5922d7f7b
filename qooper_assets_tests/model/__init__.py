"""An independent model of the rules, and random companies that are played against it and the product.

`rules.py` to `company.py` are the model: plain Python over dicts, written from the rules. `companies.py`
makes up what happens to a company, `play.py` plays it twice and compares after each run. `python -m
qooper_assets_tests.model --help` plays as many as wanted.
"""
