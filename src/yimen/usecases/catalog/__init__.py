"""Service items: imported as versions, searched in memory, explained as guides."""
