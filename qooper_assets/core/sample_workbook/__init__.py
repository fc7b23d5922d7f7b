"""The sample workbook: what a customer fills in about columns, connection and open questions.

`layout.py` decides what is in which cell of the workbook that we send; `parse.py` reads the filled one back.
Every text that a customer sees is data, in one module per language (`texts_en.py`, `texts_de.py`).
"""
