"""The one router of `/cases`: GET and POST of one address must stand in the same router."""

from ninja import Router

router = Router(tags=["cases"])
