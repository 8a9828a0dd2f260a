"""What stands on the set papers, read back from the PDF; the bytes themselves are no golden file."""

import re
import threading
from collections.abc import Mapping
from datetime import UTC, timedelta
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
import zxingcpp

from tests.gateways.papers import (
    ACCEPTANCE,
    AT,
    CONFIRMATION,
    DECLINE,
    DELIVERY_RECORD,
    EVERY_KIND,
    EXTENSION,
    GRANT,
    HEARING_NOTICE,
    HEARING_RIGHTS,
    LONG_ORGAN,
    NON_CONFIRMATION,
    NOT_NEEDED,
    ONE_TIME_NOTICE,
    PUBLICITY_SHEET,
    RECEIPT,
    REFUSAL,
    RESULT,
    SHORT_ORGAN,
    SUSPENSION,
    VILLAGE_RECEIPT,
    many_materials,
)
from yimen.gateways.typesetting import (
    COMMON_MARKS,
    MemoryTypesetter,
    TypesettingFailed,
    TypstTypesetter,
    _choose_faces,
)

MARK = "内部防篡改签注·不具印章效力"


@pytest.fixture(scope="module")
def typesetter() -> TypstTypesetter:
    """One typesetter, as in a worker."""
    return TypstTypesetter()


def _pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document]


def _text(pdf: bytes) -> str:
    return "".join(_pages(pdf))


def _flat(words: object) -> str:
    return re.sub(r"\s+", "", str(words))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_each_paper_states_what_the_law_wants_on_it(typesetter: TypstTypesetter, kind: str) -> None:
    facts = EVERY_KIND[kind]
    text = _text(typesetter.typeset(kind, facts, AT))
    shown = ["organ_name", "paper_no", "title", "applicant_name", "item_name", "case_no", "issued_on"]
    if kind == "publicity_sheet":  # its text is all that it shows of the case
        shown = ["organ_name", "paper_no", "issued_on", "publicity_text", "publicity_days", "contact"]
    assert [name for name in [*shown, "check_code"] if _flat(facts[name]) not in text] == []
    assert MARK in text
    township = str(facts["organ_name"]).endswith("人民政府")
    assert ("（加盖审批服务专用章处）" if township else "（加盖印章处）") in text
    assert "时间：2026年9月18日10:24" in text
    assert "示例" not in text


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_time_of_a_real_act_has_microseconds(typesetter: TypstTypesetter, kind: str) -> None:
    exact = typesetter.typeset(kind, EVERY_KIND[kind], AT)
    assert typesetter.typeset(kind, EVERY_KIND[kind], AT + timedelta(microseconds=123_456)) == exact


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_ordinary_paper_takes_one_page(typesetter: TypstTypesetter, kind: str) -> None:
    pages = _pages(typesetter.typeset(kind, EVERY_KIND[kind], AT))
    assert len(pages) == 1


def test_an_entrusted_acceptance_still_takes_one_page(typesetter: TypstTypesetter) -> None:
    note = (
        "本通知由沧县旧州镇人民政府受沧县林业主管部门委托办理，"
        "以沧县林业主管部门的名义作出（行政许可法第二十四条）。"
    )
    facts = ACCEPTANCE | {"organ_name": "沧县林业主管部门", "entrusted_note": note, "inquiry_url": ""}
    pages = _pages(typesetter.typeset("acceptance", facts, AT))
    assert len(pages) == 1
    assert _flat(note) in pages[0]


def test_a_receipt_lists_every_material_with_copies_and_form(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset("receipt", RECEIPT, AT))
    assert "1林木采伐申请表1原件2林木权属证明1复印件已与原件核对3申请人身份证明1电子4" in text
    assert "2026年9月17日10:24收到" in text
    assert "李秀英" in text


def test_an_acceptance_notice_states_both_limits_and_who_answers(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset("acceptance", ACCEPTANCE, AT))
    for name in ("accepted_on", "statutory_limit", "statutory_due", "promised_limit", "promised_due"):
        assert _flat(ACCEPTANCE[name]) in text
    assert "受理人李秀英" in text
    assert "受送达人签收" in text


def test_a_deemed_acceptance_never_says_that_the_materials_were_complete(typesetter: TypstTypesetter) -> None:
    # 行政许可法 32 (1) 4: accepted by lapse of five working days, whatever the materials are like.
    ground = "因未在收到材料后五个工作日内一次告知需要补正的内容，自收到申请材料之日起即为受理。"
    text = _text(typesetter.typeset("acceptance", ACCEPTANCE | {"decision_text": ground}, AT))
    assert ground in text
    assert "齐全" not in text
    assert "齐全" in _text(typesetter.typeset("acceptance", ACCEPTANCE, AT))


def test_a_provisional_date_and_an_entrusting_organ_are_said(typesetter: TypstTypesetter) -> None:
    notes = {
        "provisional_note": "2027年放假安排尚未公布，以上日期为暂定日期。",
        "entrusted_note": "受沧县林业主管部门委托，由沧县旧州镇人民政府办理。",
    }
    text = _text(typesetter.typeset("acceptance", ACCEPTANCE | notes, AT))
    assert notes["provisional_note"] in text
    assert notes["entrusted_note"] in text


def test_a_refusal_gives_facts_reasons_basis_and_remedies_in_this_order(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset("refusal", REFUSAL, AT))
    heads = ["一、查明的事实", "二、不予许可的理由", "三、依据", "四、救济途径"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "60日内" in text
    assert "6个月内" in text


def test_a_one_time_notice_gives_each_lacking_material_its_reason_and_its_standard(
    typesetter: TypstTypesetter,
) -> None:
    text = _text(typesetter.typeset("one_time_notice", ONE_TIME_NOTICE, AT))
    assert "需要补正的材料需要补正的原因应当符合的要求" in text
    assert "1林木权属证明未提交林权证或者承包合同复印件一份，并出示原件2采伐作业设计" in text
    assert "全部内容一次告知" in text
    assert "经办人：李秀英" in text


def test_twelve_lacking_materials_break_between_rows_under_a_repeated_head(
    typesetter: TypstTypesetter,
) -> None:
    rows = [
        {"name": f"第{n}项材料", "copies": "", "form": "原件一份，" * 6, "note": "缺少签字，" * 5}
        for n in range(1, 13)
    ]
    again = "这是第二次告知。"
    pages = _pages(
        typesetter.typeset("one_time_notice", ONE_TIME_NOTICE | {"materials": rows, "note": again}, AT)
    )
    assert all(f"第{n}项材料" in "".join(pages) for n in range(1, 13))
    assert all("序号需要补正的材料" in page for page in pages if "项材料" in page)
    assert again in "".join(pages)
    assert MARK in pages[-1]
    assert "不必重复提交" in pages[-1]


def test_a_decline_and_the_word_that_no_permit_is_needed_differ(typesetter: TypstTypesetter) -> None:
    declined = _text(typesetter.typeset("decline", DECLINE, AT))
    assert "本机关决定不予受理" in declined
    assert "三、去向沧县交通运输主管部门。" in declined
    free = _text(typesetter.typeset("decline", NOT_NEEDED, AT))
    assert "不需行政许可告知书" in free
    assert "依法不需要取得行政许可" in free
    assert "决定不予受理" not in free
    assert all("复议" in text and "诉讼" in text for text in (declined, free))


def test_a_stop_an_extension_and_a_hearing_say_what_the_law_asks(typesetter: TypstTypesetter) -> None:
    stop = _text(typesetter.typeset("suspension", SUSPENSION, AT))
    assert "所需时间自2026年9月20日起约十五个工作日" in stop
    assert "不计算在办理期限内" in stop
    longer = _text(typesetter.typeset("extension", EXTENSION, AT))
    for name in ("former_due", "new_due", "reasons", "approver_name"):
        assert _flat(EXTENSION[name]) in longer
    rights = _text(typesetter.typeset("hearing_rights", HEARING_RIGHTS, AT))
    assert "自收到本告知书之日起五个工作日内" in rights
    assert "不承担组织听证的费用" in rights
    notice = _text(typesetter.typeset("hearing_notice", HEARING_NOTICE, AT))
    for name in ("hearing_at", "hearing_place", "hearing_host"):
        assert _flat(HEARING_NOTICE[name]) in notice
    assert "申请回避" in notice


def test_a_record_of_delivery_has_room_for_every_hand(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset("delivery_record", DELIVERY_RECORD, AT))
    assert "《准予行政许可决定书》沧县旧州许准〔2026〕2号" in text
    for words in (
        "送达人李秀英、孙伟",
        "张小军",
        "同住成年儿子",
        "直接送达",
        "拒收事由",
        "见证人",
        "签名或盖章",
    ):
        assert words in text


def test_a_village_takes_materials_and_decides_nothing(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset("village_receipt", VILLAGE_RECEIPT, AT))
    assert "东关村综合服务站已于2026年9月17日10:24代收" in text
    assert "服务站不作受理和决定" in text


def test_a_sheet_that_hangs_in_a_village_shows_nothing_but_its_text(typesetter: TypstTypesetter) -> None:
    facts = PUBLICITY_SHEET | {"applicant_name": "王不公开", "item_name": "不公开的事项"}
    pdf = typesetter.typeset("publicity_sheet", facts, AT)
    text = _text(pdf)
    hidden = ("applicant_name", "item_name", "case_no", "applicant_id_masked", "contact_phone_masked")
    assert [name for name in hidden if _flat(facts[name]) in text] == []
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=3).to_pil()
    assert zxingcpp.read_barcodes(picture) == []


def test_a_benefit_is_confirmed_or_not_and_any_other_power_has_a_result(typesetter: TypstTypesetter) -> None:
    assert "决定：予以确认" in _text(typesetter.typeset("confirmation", CONFIRMATION, AT))
    against = _text(typesetter.typeset("non_confirmation", NON_CONFIRMATION, AT))
    heads = ["一、查明的事实", "二、不予确认的理由", "三、依据", "四、救济途径"]
    assert [against.index(head) for head in heads] == sorted(against.index(head) for head in heads)
    result = _text(typesetter.typeset("result", RESULT | {"accepted_on": ""}, AT))
    assert "办理结果业主委员会备案材料齐全" in result
    assert "受理" not in result


def test_twenty_materials_run_over_two_pages_and_the_head_of_the_table_comes_again(
    typesetter: TypstTypesetter,
) -> None:
    pages = _pages(typesetter.typeset("receipt", RECEIPT | {"materials": many_materials(20)}, AT))
    assert len(pages) == 2
    assert all("序号材料名称份数形式备注" in page for page in pages)
    assert all(f"第{number}项说明材料" in "".join(pages) for number in range(1, 21))


def test_the_seal_never_stands_on_a_page_without_words(typesetter: TypstTypesetter) -> None:
    for count in range(1, 12):
        clauses = "\n".join(f"第{number}条，采伐作业应当避开鸟类繁殖期。" for number in range(count * 3))
        pages = _pages(typesetter.typeset("grant", GRANT | {"decision_text": clauses}, AT))
        assert "请妥善保管本决定书" in pages[-1]
        assert MARK in pages[-1]
        assert "（加盖审批服务专用章处）" in pages[-1]
        basis = "、".join("《中华人民共和国森林法》第五十七条" for _ in range(count))
        pages = _pages(typesetter.typeset("acceptance", ACCEPTANCE | {"basis": basis}, AT))
        assert "特此通知。" in pages[-1]
        assert MARK in pages[-1]


def test_the_longest_organ_name_stays_inside_the_page(typesetter: TypstTypesetter) -> None:
    pdf = typesetter.typeset("grant", GRANT | {"organ_name": LONG_ORGAN}, AT)
    assert _text(pdf).count(LONG_ORGAN) >= 2
    left, right = _ink(pdf)
    assert left >= 28 - 1
    assert right <= 210 - 26 + 1


def test_words_without_a_place_to_break_stay_inside_the_page(typesetter: TypstTypesetter) -> None:
    endless = {"applicant_name": "A" * 200, "decision_text": "9" * 300, "contact": "x" * 120}
    left, right = _ink(typesetter.typeset("grant", GRANT | endless, AT))
    assert left >= 28 - 1
    assert right <= 210 - 26 + 1


def _ink(pdf: bytes) -> tuple[float, float]:
    """The leftmost and rightmost dark column over all pages, in millimetres."""
    lefts, rights = [], []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=2).to_pil().convert("L").point(lambda shade: 255 * (shade < 200))
            box = picture.getbbox()
            assert box is not None
            lefts.append(box[0] / picture.width * 210)
            rights.append(box[2] / picture.width * 210)
    return min(lefts), max(rights)


def test_the_code_on_the_paper_reads_as_the_address_of_verification(typesetter: TypstTypesetter) -> None:
    number = quote(str(GRANT["paper_no"]))
    for url in (GRANT["verify_url"], f"https://zwfw.example.gov.cn:8443/verify/?no={number}&code=7K4M2QXD"):
        pdf = typesetter.typeset("grant", GRANT | {"sample": True, "verify_url": url}, AT)
        with pypdfium2.PdfDocument(pdf) as document:
            picture = document[0].render(scale=2.5).to_pil()
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [url]


def test_the_mark_names_whose_key_signed_where_the_paper_goes_out_in_another_name(
    typesetter: TypstTypesetter,
) -> None:
    # 行政许可法 24: in the name of the entrusting organ, signed by the township that was entrusted.
    facts = GRANT | {"organ_name": "沧县自然资源和规划局", "signer_name": SHORT_ORGAN}
    assert f"签注：{SHORT_ORGAN}" in _text(typesetter.typeset("grant", facts, AT))


def test_a_sample_says_so_on_every_page(typesetter: TypstTypesetter) -> None:
    facts = RECEIPT | {"sample": True, "materials": many_materials(30)}
    pages = _pages(typesetter.typeset("receipt", facts, AT))
    assert len(pages) == 2
    assert all("示例文书·不作办事凭据" in page for page in pages)


def test_rare_signs_of_names_are_set(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset("grant", GRANT | {"applicant_name": "𬭩䶮"}, AT))
    assert "𬭩䶮：" in text


def test_a_sign_that_no_font_has_is_named_and_nothing_is_set(typesetter: TypstTypesetter) -> None:
    with pytest.raises(TypesettingFailed, match="😀"):
        typesetter.typeset("grant", GRANT | {"applicant_name": "张😀"}, AT)
    assert typesetter.unprintable("张😀建𪚥国𬭩，〔2026〕") == "😀𪚥"
    assert typesetter.unprintable("") == ""


def test_the_marks_taken_for_granted_are_really_in_the_fonts(typesetter: TypstTypesetter) -> None:
    for sign in sorted(COMMON_MARKS):
        typesetter.typeset("grant", GRANT | {"reasons": f"前{sign}后"}, AT)


def test_user_text_is_never_read_as_markup(typesetter: TypstTypesetter) -> None:
    hostile = '#panic("x") *粗* $x$ = 标题 @ref <label> // 注 \\ "引" #import "/etc/passwd"'
    text = _text(
        typesetter.typeset("grant", GRANT | {"decision_text": hostile, "applicant_name": hostile}, AT)
    )
    assert text.count(_flat(hostile).replace("“", '"').replace("”", '"')) == 2


def test_the_same_facts_and_time_give_the_same_bytes(typesetter: TypstTypesetter) -> None:
    first = typesetter.typeset("refusal", REFUSAL, AT)
    assert first == TypstTypesetter().typeset("refusal", REFUSAL, AT.astimezone(UTC))
    assert first != typesetter.typeset("refusal", REFUSAL, AT + timedelta(minutes=1))


def test_threads_share_one_typesetter(typesetter: TypstTypesetter) -> None:
    found: dict[str, set[bytes]] = {kind: set() for kind in EVERY_KIND}

    def work() -> None:
        for kind, facts in EVERY_KIND.items():
            found[kind].add(typesetter.typeset(kind, facts, AT))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {len(papers) for papers in found.values()} == {1}


def test_the_file_says_that_it_is_pdf_a_2b_and_whose_it_is(typesetter: TypstTypesetter) -> None:
    pdf = typesetter.typeset("grant", GRANT, AT)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        about: Mapping[str, str] = document.get_metadata_dict()
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    assert about["Author"] == SHORT_ORGAN
    assert about["Title"] == "准予行政许可决定书 沧县旧州许准〔2026〕2号"
    assert sizes == {(595, 842)}


def test_the_fake_refuses_the_same_holes_and_looks_like_a_pdf() -> None:
    fake = MemoryTypesetter()
    assert fake.typeset("grant", GRANT, AT).startswith(b"%PDF-")
    with pytest.raises(ValueError, match="basis"):
        fake.typeset("grant", GRANT | {"basis": ""}, AT)


def test_the_official_faces_come_first_where_a_site_has_them(tmp_path: Path) -> None:
    faces = _choose_faces({"FangSong_GB2312", "FZXiaoBiaoSong-B05S", "SimHei"})
    assert faces["body"] == ["FangSong_GB2312", "Noto Serif SC", "Noto Sans SC"]
    assert faces["title"] == ["FZXiaoBiaoSong-B05S", "Noto Serif SC", "Noto Sans SC"]
    assert faces["title_needs_stroke"] is False
    without = TypstTypesetter(tmp_path / "not there")
    assert without.typeset("grant", GRANT, AT) == TypstTypesetter().typeset("grant", GRANT, AT)
