"""The pages of this door."""

from django.urls import URLPattern, path

from yimen.web.portal import (
    applying,
    consent,
    correcting,
    finding,
    guide_versions,
    guides,
    item_files,
    life,
    lists,
    log_ins,
    materials,
    mine,
    papers,
    places,
    rating,
    reviewing,
    session,
    showcase,
    take_along,
    tracking,
    verify,
    verify_alone,
)

app_name = "portal"
urlpatterns: list[URLPattern] = []

# What is there, how is it done, where?
urlpatterns += [
    path("", finding.home, name="home"),
    path("search/", finding.find, name="search"),
    path("topics/<slug:key>/", finding.topic, name="topic"),
    path("life/", life.occasions, name="life"),
    path("life/<slug:key>/", life.occasion, name="life_topic"),
    path("items/<slug:code>/", guides.guide, name="guide"),
    path("items/<slug:code>/take-along/", take_along.sheet, name="take_along"),
    path("items/<slug:code>/take-along.pdf", take_along.pdf, name="take_along_pdf"),
    path("items/<slug:code>/versions/", guide_versions.versions, name="guide_versions"),
    path("items/<slug:code>/versions/<int:number>/", guides.guide_version, name="guide_version"),
    path("items/<slug:code>/files/<uuid:file_id>/", item_files.item_file, name="item_file"),
    path("places/", places.places, name="places"),
    path("places/<slug:code>/", places.place, name="place"),
    path("showcase/", showcase.showcase, name="showcase"),
]

# What a place publishes: its list, the zone page, what hangs in its hall
urlpatterns += lists.urlpatterns

# A pre-filing in three steps; a draft keeps its id when it becomes a case
urlpatterns += [
    path("items/<slug:code>/apply/", applying.apply, name="apply"),
    path("drafts/<uuid:draft_id>/again/", applying.again, name="apply_again"),
    path("drafts/<uuid:draft_id>/materials/", materials.materials, name="apply_materials"),
    path("drafts/<uuid:draft_id>/materials/<uuid:material_id>/", materials.upload, name="apply_upload"),
    path("drafts/<uuid:draft_id>/materials/<uuid:material_id>/bring/", materials.bring, name="apply_bring"),
    path("drafts/<uuid:draft_id>/files/<uuid:file_id>/", materials.file, name="apply_file"),
    path("drafts/<uuid:draft_id>/files/<uuid:file_id>/remove/", materials.remove, name="apply_remove"),
    path("drafts/<uuid:draft_id>/review/", reviewing.review, name="apply_review"),
]

# Where is it, and the papers
urlpatterns += [
    path("mine/", mine.mine, name="mine"),
    path("mine/<slug:number>/", mine.own_case, name="own_case"),
    path("mine/<slug:number>/submitted/", mine.submitted, name="submitted"),
    path("mine/<slug:number>/sign/", mine.sign, name="sign"),
    path("mine/<slug:number>/correct/", correcting.correct, name="correct"),
    path("mine/<slug:number>/withdraw/", correcting.take_back, name="withdraw"),
    path("track/", tracking.track, name="track"),
    path("track/claim/", tracking.claim_case, name="claim"),
    path("papers/<uuid:paper_id>/", papers.paper, name="paper"),
    path("rate/<slug:token>/", rating.rating, name="rate"),
    path("consent/<slug:token>/", consent.consent, name="consent"),
]

# Is this paper real?
urlpatterns += [
    path("verify/", verify.verify, name="verify"),
    path("verify/how/", verify_alone.how, name="verify_how"),
    path("verify/root.pem", verify_alone.root_certificate, name="verify_root"),
]

# log in, log out, large text; where one is logged in
urlpatterns += session.urlpatterns
urlpatterns += log_ins.urlpatterns
