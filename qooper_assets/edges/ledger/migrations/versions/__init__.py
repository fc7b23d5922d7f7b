"""One file per revision, in the order of their numbers.

Belongs here: the changes of tables and stored data from one revision to the next, as they were at that time.
Does not: today's tables (`../../tables.py`); a revision that imported them would change with them. A released
revision is never edited, and none goes back: an earlier program needs an earlier backup.
"""
