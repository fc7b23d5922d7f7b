"""How long a connection to a customer's server may take, step by step.

Belongs here: the limits that are the same for every tenant. Does not: those of the tenant file
(`feed.settle_seconds`, `feed.limits`).
"""

CONNECT_SECONDS = 15
BANNER_SECONDS = 15
HANDSHAKE_SECONDS = 30
LOGIN_SECONDS = 30
ANSWER_SECONDS = 60
"""How long a server may take to answer one request."""
KEEPALIVE_SECONDS = 30
QUIET_SECONDS_MAX = 20
"""How long we send no request while a file settles: servers end sessions that seem idle, whatever SSH's own
keepalive sends (F26)."""
