"""The pages of this door."""

from django.urls import URLPattern

from yimen.web.supervise import drawing, home, indicators

app_name = "supervise"
urlpatterns: list[URLPattern] = []

# the map, a wall of it, and its drawing
urlpatterns += home.urlpatterns
urlpatterns += drawing.urlpatterns

# every figure of the programme that the work tells, and what it opens to
urlpatterns += indicators.urlpatterns
