"""Namespaces of the XML in a workbook, each in its transitional and its strict form.

Belongs here: names (ECMA-376 part 1, and part 4 for the transitional ones; part 2, annex C; part 3). Does
not: parsing (`xml.py`).
"""

MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""Elements of workbooks, sheets, styles and shared strings."""
OFFICE = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
)
"""Attributes that refer to a relationship, and the types of relationships."""
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
"""The types of relationships to macro sheets."""
PACKAGE = frozenset({"http://schemas.openxmlformats.org/package/2006/relationships"})
"""Elements of the parts that list relationships."""
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
"""Elements and attributes that say what a reader does with extensions that it does not know."""
