"""The doors: portal at the root, desk, manage, supervise, the API, the demo's own pages, and health."""

from django.conf import settings
from django.urls import include, path

from yimen.api.v1.api import api as api_v1

urlpatterns = [
    path("api/v1/", api_v1.urls),  # first: programs ask most often, and a match ends the search
    path("", include("yimen.web.ops.urls")),
    path("", include("yimen.web.portal.urls")),
    path("desk/", include("yimen.web.desk.urls")),
    path("manage/", include("yimen.web.manage.urls")),
    path("supervise/", include("yimen.web.supervise.urls")),
]
if settings.ENV.demo:
    urlpatterns.append(path("demo/", include("yimen.web.demo.urls")))

handler400 = "yimen.web.shared.refusals.bad_request"
handler403 = "yimen.web.shared.refusals.forbidden"
handler404 = "yimen.web.shared.refusals.not_found"
handler500 = "yimen.web.shared.refusals.server_error"
