"""The pages of this door."""

from django.urls import URLPattern

from yimen.web.supervise import brief, drawing, home, indicators

app_name = "supervise"
urlpatterns: list[URLPattern] = []

# the map, a wall of it, its drawing, one page of it
urlpatterns += home.urlpatterns
urlpatterns += drawing.urlpatterns
urlpatterns += brief.urlpatterns

# every figure of the programme that the work tells, and what it opens to
urlpatterns += indicators.urlpatterns
