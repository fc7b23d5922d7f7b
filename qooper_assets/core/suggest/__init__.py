"""What a customer's sample file suggests for the tenant file.

    header ─ meaning ┐
                     ├ proposal ─ questions ─ tenant file
    cells  ─ profile ┘

Belongs here: evidence, decisions and questions, from values to values. Does not: reading a sample
(`readers/sample.py`), or writing a file or a workbook (`cli/new.py`, `edges/sample_workbook.py`).
"""
