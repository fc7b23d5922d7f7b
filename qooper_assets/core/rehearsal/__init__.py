"""A rehearsal: what past files would have done, which of them were broken, and which limits follow from that.

Belongs here: the order of files (`files.py`), what a day was (`judging.py`), proposing limits (`limits.py`),
what appeared in the files (`contents.py`), and the result (`result.py`) with its words (`texts.py`). Does
not: simulating a day (`stages/simulating.py`), or how a page looks (`edges/pages.py`).
"""
