"""The line to a provider: one client per account, its places, what is sent again, and waiting for the network.

Nothing of ours writes a header or a body to a log, and what the clients underneath would write is silenced here.
"""

import logging

for _name in ("httpx", "httpcore", "websockets"):
    logging.getLogger(_name).setLevel(logging.WARNING)
