"""The SFTP client: connection, login, listing and download."""
