"""Opens files delivered in gzip, zip or OpenPGP, in a sandboxed subprocess."""
