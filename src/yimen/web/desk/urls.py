"""The pages of this door."""

from django.urls import URLPattern

from yimen.web.desk import session

app_name = "desk"
urlpatterns: list[URLPattern] = []

# log in, log out, choose a post
urlpatterns += session.urlpatterns
