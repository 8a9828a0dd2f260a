"""What a process that will have children loads before it has them."""

import logging

from django.db import Error, connections

from yimen.usecases.catalog.catalogue import current_catalogue

_log = logging.getLogger("yimen.hosting")


def warm_up() -> bool:
    """Build the catalogue in force and its index, then let go of the connection, which no child may share.

    False when the database does not answer: the children build their own then.
    """
    try:
        current_catalogue()
    except Error:
        _log.warning("the catalogue could not be read before the workers start; each reads its own")
        return False
    finally:
        connections.close_all()
    return True
