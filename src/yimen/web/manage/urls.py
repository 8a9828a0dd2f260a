"""The pages of this door."""

from django.urls import URLPattern

from yimen.web.manage import grants, organs

app_name = "manage"
urlpatterns: list[URLPattern] = []

# who may do what
urlpatterns += grants.urlpatterns

# before whom decisions are fought
urlpatterns += organs.urlpatterns
