"""Keeps the users of Qooper in step with each customer's HR roster file.

| # | verb        | noun (asset)        | what it establishes                                     |
|---|-------------|---------------------|---------------------------------------------------------|
| 1 | `land`      | `raw_file`          | the exact bytes the customer delivered, proved complete |
| 2 | `normalize` | `roster`, `rejects` | who should be a user, one row per person                |
| 3 | `observe`   | `qooper_snapshot`   | who is a user, proved complete                          |
| 4 | `plan`      | `change_set`        | what would change, for whom, why, and whether it may    |
| 5 | `apply`     | `applied_changes`   | what did change, confirmed person by person             |

`stages/` has the five verbs, `core/` the decisions, `readers/` the file formats, `edges/` all other
input and output, `sql/` the facts; `defs/` shows it all to Dagster. Nothing is imported here.
"""
