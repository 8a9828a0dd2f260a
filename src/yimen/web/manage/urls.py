"""The pages of this door."""

from django.urls import URLPattern

from yimen.web.manage import (
    adjustment,
    delegate,
    grants,
    hanging,
    institutions,
    items,
    list_export,
    list_import,
    lists,
    organs,
    oversight,
    oversight_rules,
    places,
    programme,
    programme_contacts,
    programme_draft,
    programme_group,
    programme_parts,
    quality,
    rearrange,
    register_import,
    report_files,
    report_register,
    report_templates,
    reports,
    services,
    showcase,
    showcase_sites,
    webhooks,
    words,
)

app_name = "manage"
urlpatterns: list[URLPattern] = []

# who may do what
urlpatterns += grants.urlpatterns

# who may do what where: the lists
urlpatterns += lists.urlpatterns
urlpatterns += adjustment.urlpatterns
urlpatterns += delegate.urlpatterns
urlpatterns += rearrange.urlpatterns
urlpatterns += register_import.urlpatterns

# lists come in as files and go out as files
urlpatterns += list_import.urlpatterns
urlpatterns += list_export.urlpatterns

# which list hangs in which hall
urlpatterns += hanging.urlpatterns

# what others offer in the rooms of a center
urlpatterns += services.urlpatterns

# before whom decisions are fought
urlpatterns += organs.urlpatterns

# who is told of what happens with cases
urlpatterns += webhooks.urlpatterns

# who supervises what was decided
urlpatterns += oversight.urlpatterns
urlpatterns += oversight_rules.urlpatterns

# what an item is and what its guide says
urlpatterns += items.urlpatterns

# under which words people find items
urlpatterns += words.urlpatterns

# how centers and stations stand to the standards, and what hangs on their walls
urlpatterns += places.urlpatterns
urlpatterns += institutions.urlpatterns

# what the city sets its counties to do, who answers for it
urlpatterns += programme.urlpatterns
urlpatterns += programme_parts.urlpatterns
urlpatterns += programme_contacts.urlpatterns
urlpatterns += programme_group.urlpatterns
urlpatterns += programme_draft.urlpatterns

# which places are shown to others
urlpatterns += showcase.urlpatterns
urlpatterns += showcase_sites.urlpatterns

# how whole the lists are
urlpatterns += quality.urlpatterns

# the month's report and the register, township to county to city
urlpatterns += reports.urlpatterns
urlpatterns += report_register.urlpatterns
urlpatterns += report_files.urlpatterns
urlpatterns += report_templates.urlpatterns
