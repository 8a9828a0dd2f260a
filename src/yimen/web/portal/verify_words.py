"""What a verdict tells beside its sentence, as rows of a term and its words."""

from django.utils.translation import gettext

from yimen.usecases.documents.verification import CopyOf, PaperParticulars, Verification
from yimen.web.shared.chinese_dates import day, moment

Rows = list[tuple[str, str]]


def rows_of(found: Verification) -> list[dict[str, str]]:
    """Who signed what, when, in whose name, by which certificate; since when and why it is void."""
    rows: Rows = []
    if found.particulars is not None:
        rows = _particulars(found.particulars)
    elif found.copy_of is not None:
        rows = _copy(found.copy_of)
    elif found.signer_name:
        rows = [
            (gettext("签名"), found.signer_name),
            (gettext("签名证书"), _serial(found.certificate_serial)),
        ]
    return [{"term": term, "text": text} for term, text in rows]


def _particulars(told: PaperParticulars) -> Rows:
    rows: Rows = []
    if told.revoked_at:
        rows += [
            (gettext("作废时间"), moment(told.revoked_at)),
            (gettext("作废原因"), gettext(told.revoked_why)),
        ]
    rows += [
        (gettext("文书"), gettext(told.kind_label)),
        (gettext("编号"), told.paper_no),
        (gettext("办理事项"), told.item_name),
        (gettext("以谁的名义"), told.organ_name),
        (gettext("签发日期"), day(told.issued_at)),
        (gettext("持有人"), told.holder_masked),
    ]
    if told.signer_name and told.signed_at:
        rows += [(gettext("谁签的名"), told.signer_name), (gettext("签名时间"), moment(told.signed_at))]
    if told.certificate_serial:
        rows.append((gettext("签名证书"), _serial(told.certificate_serial)))
    if told.certificate_stopped_at:
        rows.append((gettext("证书情况"), _stopped(told)))
    if told.sha256:
        rows.append((gettext("文件指纹（SHA-256）"), told.sha256))
    return rows


def _copy(told: CopyOf) -> Rows:
    return [
        (gettext("被改的是"), gettext(told.kind_label)),
        (gettext("编号"), told.paper_no),
        (gettext("以谁的名义"), told.organ_name),
        (gettext("签发日期"), day(told.issued_at)),
    ]


def _serial(serial: str) -> str:
    """The serial number in groups of four, as one compares it by eye."""
    groups = " ".join(serial[at : at + 4].upper() for at in range(0, len(serial), 4))
    return gettext("序列号 {serial}").format(serial=groups)


def _stopped(told: PaperParticulars) -> str:
    since = moment(told.certificate_stopped_at)
    why = gettext(told.certificate_stopped_why)
    if told.certificate_stopped_at and told.issued_at >= told.certificate_stopped_at:
        return gettext("自 {since} 起停用（{why}）。这份文书签在停用以后。").format(since=since, why=why)
    words = gettext("自 {since} 起停用（{why}）。这份文书签发、登记在停用以前，不受影响。")
    return words.format(since=since, why=why)
