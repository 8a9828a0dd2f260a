"""The pages of this door."""

from django.urls import URLPattern, path

from yimen.web.portal import session, verify

app_name = "portal"
urlpatterns: list[URLPattern] = []

# Is this paper real?
urlpatterns += [
    path("verify/", verify.verify, name="verify"),
    path("verify/root.pem", verify.root_certificate, name="verify_root"),
]

# log in, log out, large text
urlpatterns += session.urlpatterns
