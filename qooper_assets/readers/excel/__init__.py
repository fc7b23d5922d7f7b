"""Reader of Excel workbooks (.xlsx, .xlsm), parsed in a sandboxed subprocess."""
