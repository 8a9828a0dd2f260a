"""The lines of the lists: which of them hold."""

from typing import Final

from django.db.models import Q

# A line holds once it was published and until it is ended; whoever asks beside another table writes the
# same two conditions behind the name of the relation.
IN_FORCE: Final = ~Q(published_at=None) & Q(ended_at=None)
