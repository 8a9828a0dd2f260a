"""The pages of this door."""

from django.urls import URLPattern, path

from yimen.web.desk import (
    account,
    artwork,
    case,
    consents,
    copy_sheet,
    dossier,
    dossier_edit,
    dossier_photos,
    due,
    duty,
    explanations,
    hanging,
    intake,
    intake_list,
    large_print,
    oversight,
    postings,
    registers,
    reviews,
    seals,
    session,
    steps,
    village,
    village_intake,
    village_settle,
    village_supplement,
    wordings,
    worklist,
)

app_name = "desk"
urlpatterns: list[URLPattern] = []

# log in in one step or more, log out, choose a post
urlpatterns += session.urlpatterns
urlpatterns += steps.urlpatterns

# one's own account
urlpatterns += account.urlpatterns

# the work of a center
urlpatterns += [
    path("", worklist.worklist, name="worklist"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/reveal/", case.reveal, name="reveal"),
    path("cases/<uuid:case_id>/notes/", case.note, name="note"),
    path("cases/<uuid:case_id>/give-back/", case.give_back, name="give_back"),
    path("cases/<uuid:case_id>/undo/", case.undo, name="undo"),
    path("cases/<uuid:case_id>/files/<uuid:file_id>/", case.file, name="file"),
    path("cases/<uuid:case_id>/evidence/<uuid:file_id>/", case.evidence, name="evidence"),
    path("cases/<uuid:case_id>/papers/<uuid:paper_id>/", case.paper, name="paper"),
]

# the work of a village, on a phone; and who is due
urlpatterns += village.urlpatterns
urlpatterns += village_intake.urlpatterns
urlpatterns += village_settle.urlpatterns
urlpatterns += village_supplement.urlpatterns
urlpatterns += due.urlpatterns

# handing work out, and what one keeps for oneself
urlpatterns += [
    path("duty/", duty.duty, name="duty"),
    path("duty/hand-over/", duty.hand_over_page, name="hand_over"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("wordings/", wordings.wordings, name="wordings"),
]

# papers by number, and the seal
urlpatterns += registers.urlpatterns
urlpatterns += seals.urlpatterns

# the counter
urlpatterns += intake.urlpatterns
urlpatterns += intake_list.urlpatterns
urlpatterns += large_print.urlpatterns

# lists that hang in a hall, sheets that hang in a village
urlpatterns += hanging.urlpatterns
urlpatterns += postings.urlpatterns

# what is known of a center or station
urlpatterns += dossier.urlpatterns
urlpatterns += explanations.urlpatterns
urlpatterns += dossier_edit.urlpatterns
urlpatterns += dossier_photos.urlpatterns
urlpatterns += artwork.urlpatterns

# what is copied into a department's own system
urlpatterns += copy_sheet.urlpatterns
urlpatterns += consents.urlpatterns

# decisions that are handed to whoever supervises
urlpatterns += oversight.urlpatterns
