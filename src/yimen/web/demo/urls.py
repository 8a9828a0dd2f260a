"""The pages of this door."""

from django.urls import URLPattern

from yimen.web.demo import accounts, clock, messages

app_name = "demo"
urlpatterns: list[URLPattern] = []

# what the demo shows in place of telephones and a staff office
urlpatterns += messages.urlpatterns
urlpatterns += accounts.urlpatterns
urlpatterns += clock.urlpatterns
