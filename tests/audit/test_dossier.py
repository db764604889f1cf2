"""The dossier of a child: the facts, the law, every month and reading; what is shown is what was audited."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
import small_cases
from pages import SVG, Read, grosze, pictures
from planted import ELSEWHERE, GMINA, MARKUP, case, planted, totals

import piecza
from piecza.audit import PastCharge, audit, claims, dossier_html
from piecza.audit.finding_codes import FINDINGS
from piecza.audit.report.child_audit import ChildAudit
from piecza.audit.report.child_story import STATES
from piecza.audit.report.dossier import dossier
from piecza.errors.problems import InputError
from piecza.readings import Readings
from piecza.render.report_parts import TimeLine
from piecza.rule.clock import band_changes
from piecza.rule.explanation import explanations

LANGS = ("pl", "en")
ITS = planted()
CHILDREN = ("back", "zmyślone-08", "gone", "late", "exempt", "zmyślone-02", MARKUP)
PAGES = {(c, lang): dossier_html(ITS.case, ITS.audit, ITS.money, c, lang) for c in CHILDREN for lang in LANGS}
READ = {key: Read(page) for key, page in PAGES.items()}
every = pytest.mark.parametrize(("child", "lang"), PAGES)


def of(child):
    return [checked for checked in ITS.audit if checked.child == child]


def child_of(name):
    return next(child for child in ITS.case.children if child.id == name)


@every
def test_the_answer_is_the_sums_of_the_child(child, lang):
    sums = ITS.audit.by_child().get(child)
    amounts = re.findall("<dd>(.*?)</dd>", PAGES[child, lang].split('class="answer"')[1].split("</dl>")[0])
    expected = [sums.over_grosze, sums.under_grosze] if sums else [0, 0]
    assert [grosze(amount) for amount in amounts] == expected


@every
def test_every_month_is_there_with_its_finding_and_the_sums_add_up(child, lang):
    table = next(table for table in READ[child, lang].tables if len(table["thead"][0]) == 7 and table["tfoot"])
    columns = [[grosze(row[at]["text"]) for row in table["tbody"]] for at in (4, 5, 6)]
    assert columns == [
        [checked.due_grosze for checked in of(child)],
        [checked.charged_grosze for checked in of(child)],
        [checked.difference_grosze for checked in of(child)],
    ]
    assert [row[3]["text"] for row in table["tbody"]] == [FINDINGS[checked.finding.code][lang] for checked in of(child)]
    assert [grosze(cell["text"]) for cell in table["tfoot"][0][1:]] == [sum(column) for column in columns]


@every
def test_every_finding_and_every_calculation_is_told(child, lang):
    text = READ[child, lang].text
    audited = of(child)
    for checked in audited:
        assert all(finding.message[lang] in text for finding in checked.findings if finding.code != "correct")
    due = [charge for charge in piecza.charges(ITS.case, audited[0].first, audited[-1].last) if charge.child == child]
    shown = {checked.first for checked in audited}
    for explanation in explanations(ITS.case, due):
        if explanation.charge.month in shown and explanation.charge.gmina == audited[0].gmina:
            sentences = explanation.sentences(lang)
            assert all(said in text for said in sentences[: len(sentences) - len(explanation.readings)])


@every
def test_what_other_readings_give_stands_beside_what_was_charged(child, lang):
    tables = [table for table in READ[child, lang].tables if len(table["thead"][0]) == 5 and not table["tfoot"]]
    shown = []
    for table in tables:
        for row in table["tbody"][1:]:
            shown.append((row[0]["text"], grosze(row[2]["text"])))
            assert row[4]["text"] in ("tak", "nie", "yes", "no")
            assert (row[4]["text"] in ("tak", "yes")) == (grosze(row[3]["text"]) == 0)
    due = [charge for charge in piecza.charges(ITS.case, "2024-06", "2025-06") if charge.child == child]
    months = {checked.first for checked in of(child)}
    expected = [
        (f"{reading.reading} = {option}", amount)
        for explanation in explanations(ITS.case, due)
        if explanation.charge.month in months and explanation.charge.gmina[:6] == of(child)[0].gmina[:6]
        for reading in explanation.readings
        for option, amount in reading.instead_grosze.items()
    ]
    assert sorted(shown) == sorted(expected)


def test_the_reading_that_agrees_is_told():
    table = next(
        table
        for table in READ[MARKUP, "pl"].tables
        if any(row[0]["text"] == "year_boundary = kc112" and row[4]["text"] == "tak" for row in table["tbody"])
    )
    assert [row[0]["text"] for row in table["tbody"] if row[4]["text"] == "tak"] == ["year_boundary = kc112"]
    assert grosze(table["tbody"][0][3]["text"]) == -796


def test_the_facts_and_the_law_are_there():
    text = READ["back", "pl"].text
    for fact in ("rodzina zastępcza spokrewniona", "placówka opiekuńczo-wychowawcza", "powrót do domu", "31.08.2021",
                 "dofinansowanie wypoczynku", "art. 191 ust. 9", "art. 191 ust. 10", "odczytane", "Dz.U. 2012 poz. 579",
                 "Sprawdzono do 31.12.2025"):  # fmt: skip
        assert fact in text
    assert "art. 191 ust. 10;" not in READ["gone", "pl"].text
    rows = [row[0]["text"] for table in READ["gone", "pl"].tables for row in table["tbody"]]
    assert "art. 191 ust. 9" in rows
    assert "art. 191 ust. 10" not in rows
    assert "art. 191 ust. 10a" in [row[0]["text"] for t in READ["exempt", "pl"].tables for row in t["tbody"]]
    assert "tożsamość rodziców jest nieznana" in READ["exempt", "pl"].text


def test_nothing_of_another_child_is_in_it():
    others = {checked.child for checked in ITS.audit if checked.child} - {"late"}
    text = READ["late", "pl"].text
    assert not [other for other in others if other in text]
    refund = next(refund for refund in ITS.money.refunds if refund.checked.child == "late")
    interest = [table for table in READ["late", "pl"].tables if len(table["thead"][0]) == 8]
    assert [len(table["tbody"]) for table in interest] == [1]
    assert grosze(interest[0]["tfoot"][0][1]["text"]) == refund.interest.grosze


@every
def test_html_is_accessible_and_self_contained(child, lang):
    text, read = PAGES[child, lang], READ[child, lang]
    levels = [level for level, _ in read.heads]
    assert ("html", {"lang": lang}) in read.tags
    assert (levels.count(1), levels[0]) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not {"script", "link", "img", "iframe", "b"} & {tag for tag, _ in read.tags}
    assert all(not {"src", "href"} & set(attrs) for _, attrs in read.tags)
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = " ".join(attrs["aria-labelledby"] for _, attrs in read.tags if "aria-labelledby" in attrs)
    assert set(named.split()) <= set(ids)
    assert text == dossier_html(ITS.case, ITS.audit, ITS.money, child, lang)


def test_no_language_has_words_of_the_other():
    for child in ("back", "late", "exempt"):
        assert not re.search("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]", READ[child, "en"].text)
        pl = re.sub(r"\w+_\w+", "", READ[child, "pl"].text.lower()).replace(child, "")
        assert not set(re.findall(r"\w+", pl)) & {"the", "and", "of", "charged", "months", "until", "which", "year"}


# Who is not there


def test_a_child_that_is_not_in_the_audit_is_refused():
    for child, hint in (("zmyslone-08", "może „zmyślone-08”"), ("zmyślone-99", "może"), ("xyz", "")):
        with pytest.raises(InputError) as caught:
            dossier_html(ITS.case, ITS.audit, ITS.money, child)
        (error,) = caught.value.errors
        assert (error.code, error.path, error.value, error.stage) == (
            "dossier_child_unknown", "dossier", child, "shape",
        )  # fmt: skip
        assert hint in error.message["pl"]
        assert ("może" in error.message["pl"]) == bool(hint)


def test_a_child_of_another_case_is_refused():
    other = piecza.Case.model_validate(
        {"schema": "piecza.case/1", "children": [ITS.case.children[0].model_dump(mode="json", by_alias=True)]}
    )
    with pytest.raises(InputError):
        dossier_html(other, ITS.audit, ITS.money, "back")


def test_months_within_a_total_say_so():
    example = totals()
    read = Read(dossier_html(example.case, example.audit, example.money, "back"))
    assert "Te miesiące obejmuje też nota łączna: 2024-12; PCPR." in read.text


# Readings of the gmina


def test_readings_of_a_gmina_are_those_of_the_dossier():
    document = case()
    chosen = document.readings.choose(year_boundary="kc112")

    def readings_of(code):
        return chosen if code == GMINA[:6] else document.readings

    charges = piecza.charges(document.with_readings(year_boundary="kc112"), "2025-01")
    charged = [
        PastCharge(child=charge.child, gmina=charge.gmina, first=charge.month, amount=charge.amount)
        for charge in charges
        if charge.child in (MARKUP, "away")
    ]
    made = audit(document, charged, readings_of=readings_of)
    page = Read(dossier_html(document, made, claims(made), MARKUP))
    assert "Od 16.01.2025 do 31.01.2025 trwa 2. rok pobytu" in page.text
    assert f"Gmina {GMINA[:6]}" in page.text
    assert ["year_boundary", "kc112"] in [[cell["text"] for cell in row[:2]] for t in page.tables for row in t["tbody"]]
    page = Read(dossier_html(document, made, claims(made), "away"))
    assert f"Gmina {ELSEWHERE[:6]}" in page.text


# The time line


def marks(picture):
    return [group.get("class") for group in picture.iter(f"{SVG}g") if group.get("class") in STATES]


@every
def test_the_time_line_shows_what_the_words_say(child, lang):
    (picture,) = pictures(PAGES[child, lang])
    audited = of(child)
    assert len(marks(picture)) == len({checked.first for checked in audited})
    last = audited[-1].last.end
    turns = [turn for turn in band_changes(child_of(child), ITS.audit.readings.settled()) if turn.day <= last]
    assert len([path for path in picture.iter(f"{SVG}path") if path.get("class") == "turn"]) == len(turns)
    words = picture.find(f"{SVG}desc").text
    assert all(line in READ[child, lang].text for line in re.split(r"(?<=\.) (?=[A-ZŻ])", words))
    assert picture.get("role") == "img"


def test_the_signs_are_those_of_what_was_charged():
    (picture,) = pictures(PAGES["zmyślone-08", "pl"])
    assert marks(picture).count("over") == 2
    (picture,) = pictures(PAGES["back", "pl"])
    assert marks(picture) == ["right"] * 9 + ["over"] + ["right"] * 3


def test_the_content_of_the_time_line_is_that_of_the_child():
    (line,) = (part for part in dossier(ITS.case, ITS.audit, ITS.money, "back").parts if isinstance(part, TimeLine))
    assert [(bar.label, bar.hatched) for bar in line.bars] == [("1", False), ("2", False), ("3", True)]
    assert [date.fromordinal(bar.days.first) for bar in line.bars] == [
        date(2020, 3, 1), date(2024, 3, 4), date(2024, 11, 12),
    ]  # fmt: skip
    assert [(turn.day, turn.text["en"]) for turn in line.turns] == [
        (turn.day.toordinal(), f"{turn.percent}%")
        for turn in band_changes(child_of("back"), ITS.audit.readings.settled())
        if turn.day <= of("back")[-1].last.end
    ]
    assert {sign.name: len(sign.months) for sign in line.signs} == {"right": 12, "over": 1}
    assert (line.bar["en"], line.quiet["en"]) == ("placement", "no band change and no charges")
    assert line.last == of("back")[-1].last.end.toordinal()


def test_defaults_are_settled():
    assert Readings().settled().after_return == "sum"


def test_a_child_that_came_after_the_last_month_charged_has_a_bar():
    document = case()
    charged = [PastCharge(child="late", gmina=GMINA, first="2024-12", amount=Decimal("1.00"))]
    made = audit(document, charged)
    (picture,) = pictures(dossier_html(document, made, claims(made), "late"))
    assert marks(picture) == ["over"]
    assert [bar.get("width") for bar in picture.iter(f"{SVG}rect") if bar.get("height") == "15"] == ["1.97"]


def test_percentages_of_bands_that_change_within_days_do_not_stand_on_each_other():
    back = small_cases.child(
        "D-1",
        small_cases.stay(
            GMINA, small_cases.placement("related_family", "2024-05-02", "2024-05-04"), ended_by="return_home"
        ),
        small_cases.stay(GMINA, small_cases.placement("related_family", "2024-05-07", "2024-05-09"), ended_by="other"),
        small_cases.stay(GMINA, small_cases.placement("related_family", "2024-05-11")),
    )
    document = small_cases.case(back, readings={"after_return": "reset"})
    made = audit(document, [PastCharge(child="D-1", gmina=GMINA, first="2024-06", amount="100.00")])
    html = dossier_html(document, made, claims(made), "D-1")
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="\d+" text-anchor="start" font-weight="bold">', html)]
    assert len(places) == 3
    assert all(after - before >= 30 for before, after in pairwise(places))


def test_the_bands_of_a_gmina_under_two_codes_count_on():
    stays = [
        small_cases.stay(ELSEWHERE, small_cases.placement("related_family", "2023-03-10", "2023-12-31")),  # 297 days
        small_cases.stay(GMINA, small_cases.placement("related_family", "2025-01-01")),
    ]
    given = small_cases.case(
        small_cases.child("D-1", *stays),
        same_gmina=[[GMINA, ELSEWHERE]],
        readings={"after_return": "reset_if_gmina_changes"},
    )
    audited = audit(given, [PastCharge(child="D-1", gmina=GMINA, first="2025-04", amount=Decimal("300.00"))])
    turns = ChildAudit(given, 0, audited.checked, audited).turns()
    assert [(str(turn.day), turn.band) for turn in turns][1:3] == [("2025-01-01", 1), ("2025-03-10", 2)]
    assert audited.checked[0].finding.code == "correct"


def test_the_provision_of_another_act_stands_with_its_exemption():
    exempt = small_cases.family("D-1", GMINA)
    exempt["exemptions"] = [{"ground": "state_financed", "start": "2025-01-01", "basis": "art. 27 <ustawy>"}]
    given = small_cases.case(exempt)
    audited = audit(given, [PastCharge(child="D-1", gmina=GMINA, first="2025-03", amount=Decimal("100.00"))])
    page = dossier_html(given, audited, claims(audited), "D-1", "pl")
    assert "Zwolnienie: pobyt dziecka finansuje budżet państwa (art. 27 &lt;ustawy&gt;), od 01.01.2025." in page
