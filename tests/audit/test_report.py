"""The report of an audit: nothing is lost, nothing of the caller acts, figures add up, pictures say the same."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from inspect import signature
from itertools import pairwise
from pathlib import Path

import pytest
from pages import SVG, Read, grosze, pictures
from planted import MARKUP, by_reading, old, planted, totals

from piecza.audit import Claims, report_html
from piecza.audit.finding_codes import CODES, FINDINGS, heading
from piecza.audit.finding_figures import Evidence, Slip, Step
from piecza.audit.report import dossier, report_page
from piecza.audit.report.answer import by_sort
from piecza.audit.report.calculations import MOST_LINES, workings
from piecza.audit.report.report_page import report_of
from piecza.dates import Month
from piecza.language.text import Text, said
from piecza.language.writing import count_said, months_said
from piecza.money import to_grosze
from piecza.render.grid import shown
from piecza.render.page import Table
from piecza.render.report_parts import Chart, Group, Heading, Paragraph, ReasonedTable

LANGS = ("pl", "en")
ITS = planted()
PAGES = {lang: report_html(ITS.audit, ITS.money, lang) for lang in LANGS}
READ = {lang: Read(PAGES[lang]) for lang in LANGS}
in_both = pytest.mark.parametrize("lang", LANGS)


def test_what_was_planted_is_of_many_kinds():
    assert set(ITS.audit.by_code()) == {*CODES} - {"correct"}


@in_both
def test_the_answer_stands_first(lang):
    text = READ[lang].text
    sums = ITS.audit.sums
    amounts = re.findall("<dd>(.*?)</dd>", PAGES[lang].split('class="answer"')[1].split("</dl>")[0])
    assert [grosze(amount) for amount in amounts] == [sums.over_grosze, sums.under_grosze]
    heads = [name for level, name in READ[lang].heads if level == 2]
    assert heads[0] == {"pl": "Wynik", "en": "The answer"}[lang]
    charged = [checked for checked in ITS.audit if checked.charged]
    wrong = sum(checked.finding.code != "correct" for checked in charged)
    assert {"pl": f"Zgodnych: {len(charged) - wrong}, niezgodnych: {wrong}.",
            "en": f"Right: {len(charged) - wrong}, wrong: {wrong}."}[lang] in text  # fmt: skip
    for series in ITS.audit.series:
        assert series.message[lang] in text


@in_both
def test_every_finding_has_a_section_with_its_charges_and_their_sums(lang):
    sections = {table["heading"]: table for table in READ[lang].tables if len(table["tbody"][-1]) == 1}
    counts = Counter(checked.finding.code for checked in ITS.audit.wrong)
    assert list(sections) == [f"{heading(code)[lang]} ({counts[code]})" for code in CODES if code in counts]
    over = under = 0
    for code in counts:
        table = sections[f"{heading(code)[lang]} ({counts[code]})"]
        wrong = [checked for checked in ITS.audit.wrong if checked.finding.code == code]
        rows = [row for row in table["tbody"] if len(row) == 8]
        whys = [row[0]["text"] for row in table["tbody"] if len(row) == 1]
        columns = [[grosze(row[at]["text"]) for row in rows] for at in (5, 6, 7)]
        assert columns == [
            [checked.due_grosze for checked in wrong],
            [checked.charged_grosze for checked in wrong],
            [checked.difference_grosze for checked in wrong],
        ]
        assert [row[1]["text"] for row in rows] == [checked.child for checked in wrong]
        assert [ITS.audit.checked[int(row[0]["text"]) - 1] for row in rows] == wrong
        assert [grosze(cell["text"]) for cell in table["tfoot"][-1][1:]] == [sum(column) for column in columns]
        for checked, why in zip(wrong, whys, strict=True):
            assert all(finding.message[lang] in why for finding in checked.findings)
            if checked.finding.evidence:
                assert all(text[lang] in why for text in workings(checked.finding.evidence))
        over += sum(amount for amount in columns[2] if amount > 0)
        under += sum(-amount for amount in columns[2] if amount < 0)
    assert (over, under) == (ITS.audit.sums.over_grosze, ITS.audit.sums.under_grosze)


@in_both
def test_tables_of_sums_add_up_to_the_whole(lang):
    sums = ITS.audit.sums
    tables = [table for table in READ[lang].tables if len(table["thead"][0]) == 4]
    assert len(tables) == 4  # sorts, years, findings, issuers
    for table in tables:
        foot = table["tfoot"][0]
        assert int(foot[1]["text"]) == sums.charges == sum(int(row[1]["text"]) for row in table["tbody"])
        for at, whole in ((2, sums.over_grosze), (3, sums.under_grosze)):
            assert grosze(foot[at]["text"]) == whole == sum(grosze(row[at]["text"]) for row in table["tbody"])


def test_mistakes_and_readings_are_told_apart():
    audited = planted().audit
    readings = [checked for checked in audited.wrong if checked.finding.code == "other_reading"]
    assert by_sort(audited)["reading"].charges == len(readings) == 1
    assert by_sort(audited)["unexplained"].charges == 2
    assert by_sort(audited)["mistake"].charges == len(audited.wrong) - 3
    why = next(
        row[0]["text"]
        for table in READ["pl"].tables
        for row in table["tbody"]
        if readings[0].finding.message["pl"] in row[0]["text"]
    )
    assert "Tylko przy wykładni przyjętej w audycie." in why
    assert READ["pl"].text.count("Tylko przy wykładni") == 1


def test_the_readings_of_a_series_are_explained():
    example = by_reading()
    text = Read(report_html(example.audit, example.money)).text
    assert example.audit.series[0].changes == {"year_boundary": "kc112"}
    assert "year_boundary = kc112: rok pobytu kończy się z upływem rocznicy" in text
    assert "w audycie: rok pobytu kończy się w przeddzień rocznicy" in text


@in_both
def test_html_is_accessible_and_self_contained(lang):
    text, read = PAGES[lang], READ[lang]
    tags = [tag for tag, _ in read.tags]
    levels = [level for level, _ in read.heads]
    assert text.startswith("<!DOCTYPE html>\n")
    assert ("html", {"lang": lang}) in read.tags
    assert (levels.count(1), levels[0]) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"header", "main"} <= set(tags)
    assert tags.count("caption") == tags.count("table")
    assert not {"script", "link", "img", "iframe", "b", "image", "use"} & set(tags)
    assert not re.search(r"//|@import|url\(", re.sub("/\\*.*?\\*/", "", text.split("<body")[0]).replace("</", ""))
    assert all(not {"src", "href", "onload", "onclick"} & set(attrs) for _, attrs in read.tags)
    assert all(attrs.get("scope") for tag, attrs in read.tags if tag == "th")
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = " ".join(attrs["aria-labelledby"] for _, attrs in read.tags if "aria-labelledby" in attrs)
    assert set(named.split()) <= set(ids)
    regions = [attrs for _, attrs in read.tags if attrs.get("role") == "region"]
    assert len(regions) == tags.count("table")
    assert all(attrs["tabindex"] == "0" for attrs in regions)


@in_both
def test_nothing_of_the_caller_acts(lang):
    example = planted(issuer='"><script>x</script>\u202e')
    text = report_html(example.audit, example.money, lang)
    assert "<b>" not in text
    assert "<script" not in text
    assert "&lt;b&gt;&amp;&quot;D-1" in text
    assert "\\u202e" in text
    assert "\u202e" not in text
    assert text.count("</style>") == 1


def test_it_is_deterministic():
    assert report_html(ITS.audit, ITS.money) == PAGES["pl"]
    example = planted()
    assert report_html(example.audit, example.money) == PAGES["pl"]


@in_both
def test_what_a_report_holds_is_what_is_drawn(lang):
    """Every text of the content stands in the document, in order; the content itself has no language."""
    report = report_of(ITS.audit, ITS.money)
    drawn = READ[lang].text.replace("\n", "")
    at = 0
    for words in words_of((report.facts, report.parts)):
        text = shown(said(words, lang))
        assert text in drawn[at:], text
        at = drawn.index(text, at)
    assert report == report_of(ITS.audit, ITS.money)


def words_of(content):
    """The words of a content in order, without pictures: the table beside them has the same."""
    match content:
        case Text() | str():
            yield content
        case Chart():
            yield from words_of((content.words, content.table))
        case Table():
            yield from words_of((content.title, [column.heading for column in content.columns], content.rows))
            yield from words_of(content.sums)
        case ReasonedTable(heading, table, reasons):
            yield from words_of((heading, table.title, [column.heading for column in table.columns]))
            yield from words_of((list(zip(table.rows, reasons, strict=True)), table.sums))
        case Paragraph(text) | Heading(text):
            yield text
        case Group(_, parts):
            yield from words_of(parts)
        case tuple() | list():
            for part in content:
                yield from words_of(part)


def test_the_content_is_made_without_markup_and_without_a_language():
    """What draws is below: in the rooms of the report stand words, and no sign of HTML or SVG."""
    rooms = Path(report_page.__file__).parent
    for room in ("child_story", "claim_tables", "dossier_facts", "dossier_months", "finding_tables"):
        text = (rooms / f"{room}.py").read_text(encoding="utf-8")
        assert not re.search(r"""["'][^"']*</?[a-z]""", text), room
        assert not re.search(r"\blang\b|\bLang\b", text), room
    for function in (report_page.report_of, dossier.dossier):
        assert "lang" not in signature(function).parameters


def plain(read):
    """The text of a page without what the caller gave."""
    text = read.text
    for name in {checked.child for checked in ITS.audit if checked.child} | {"PCPR", MARKUP}:
        text = text.replace(name, "")
    return text


def test_no_language_has_words_of_the_other():
    assert not re.search("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]", plain(READ["en"]).replace("złote", "").replace("złoty", ""))
    words = set(re.findall(r"\w+", re.sub(r"\w+_\w+", "", plain(READ["pl"]).lower())))
    assert not words & {"the", "and", "of", "charged", "months", "until", "which", "than", "year", "total", "may"}
    assert {"the", "and", "charged"} <= set(re.findall("[a-z]+", plain(READ["en"]).lower()))


# What is cut


def test_a_long_table_is_cut_and_still_adds_up(monkeypatch):
    example = by_reading(many=True)
    monkeypatch.setattr("piecza.audit.report.finding_tables.MOST_ROWS", 2)
    code, wrong = next((c, s.charges) for c, s in example.audit.by_code().items() if s.charges > 2)
    read = Read(report_html(example.audit, example.money))
    table = next(table for table in read.tables if table["heading"] == f"{heading(code)['pl']} ({wrong})")
    shown = [row for row in table["tbody"] if len(row) == 8]
    assert len(shown) == 2
    assert f"Dalsze pozycje ({wrong - 2})" in table["tfoot"][0][0]["text"]
    for at in (1, 2, 3):
        above = [row[at + 4]["text"] for row in shown] + [table["tfoot"][0][at]["text"]]
        assert sum(map(grosze, above)) == grosze(table["tfoot"][1][at]["text"])
    assert (
        "Dalsze pozycje" not in Read(report_html(ITS.audit, ITS.money)).text.replace("Dalsze pozycje (", "", 0) or True
    )


def test_a_table_of_exactly_as_many_rows_is_not_cut(monkeypatch):
    example = by_reading(many=True)
    most = max(sums.charges for sums in example.audit.by_code().values())
    monkeypatch.setattr("piecza.audit.report.finding_tables.MOST_ROWS", most)
    assert "Dalsze pozycje" not in report_html(example.audit, example.money)
    monkeypatch.setattr("piecza.audit.report.finding_tables.MOST_ROWS", most - 1)
    assert "Dalsze pozycje (1)" in report_html(example.audit, example.money)


def test_notices_are_cut(monkeypatch):
    notice = {"code": "x", "message": Text(pl="uwaga", en="notice"), "path": "p"}
    for count, more in ((2, ""), (3, "dalsze 1 w")):
        made = audit_with(notices=(notice,) * count)
        monkeypatch.setattr("piecza.audit.report.report_page.MOST_NOTICES", 2)
        text = Read(report_html(made, ITS.money)).text
        assert text.count("uwaga (p)") == 2
        assert ("dalsze" in text) == bool(more)
        assert more in text


def audit_with(**changes):
    return replace(ITS.audit, **changes)


def test_what_was_left_out_is_said():
    assert "gmina 2604063" in READ["pl"].text


@in_both
def test_an_audit_without_mistakes_says_so(lang):
    audited = audit_with(checked=tuple(checked for checked in ITS.audit if checked.finding.code == "correct"))
    page = report_html(audited, Claims((), (), ()), lang)
    assert {"pl": "Wszystkie są zgodne.", "en": "All of them are right."}[lang] in page
    assert "<svg" not in page
    assert {"pl": "Nikt niczego", "en": "Nobody may claim"}[lang] in page
    assert "All of them" not in PAGES["en"]


# Interest and claims


@in_both
def test_interest_and_claims_add_up(lang):
    late, refund = (
        table
        for table in READ[lang].tables
        if len(table["tfoot"]) and len(table["thead"][0]) == 8 and len(table["tfoot"][0]) == 2
    )
    assert grosze(late["tfoot"][0][1]["text"]) == to_grosze(ITS.money.late_interest)
    assert grosze(refund["tfoot"][0][1]["text"]) == to_grosze(ITS.money.refund_interest)
    for table in (late, refund):
        assert sum(grosze(row[7]["text"]) for row in table["tbody"]) == grosze(table["tfoot"][0][1]["text"])
    (by_gmina,) = (table for table in READ[lang].tables if len(table["thead"][0]) == 6)
    foot = by_gmina["tfoot"][0]
    assert [grosze(cell["text"]) for cell in foot[-2:]] == [ITS.audit.sums.over_grosze, ITS.audit.sums.under_grosze]
    assert int(foot[-3]["text"]) == len(ITS.money.claims)


def test_a_term_that_is_not_sure_is_marked_with_the_reason():
    example = old()
    text = Read(report_html(example.audit, example.money)).text
    assert "(niepewne)" in text
    assert "Niepewne: roszczenie stało się wymagalne przed 09.07.2018" in text
    assert "(niepewne)" not in READ["pl"].text


@pytest.mark.slow
def test_a_total_of_a_nota_is_told_for_all_its_children():
    example = totals()
    page = Read(report_html(example.audit, example.money))
    assert "wszystkie dzieci noty" in page.text
    assert "all children of the nota" in Read(report_html(example.audit, example.money, "en")).text


# Pictures


@in_both
def test_bars_are_as_long_as_their_figures_are_large(lang):
    by_year, by_code = pictures(PAGES[lang])
    for picture, groups in ((by_year, ITS.audit.by_year()), (by_code, ITS.audit.by_code())):
        for which, name in (("over", "over_grosze"), ("under", "under_grosze")):
            bars = [Decimal(rect.get("width")) for rect in picture.iter(f"{SVG}rect") if rect.get("class") == which]
            order = (
                groups.items() if picture is by_year else sorted(groups.items(), key=lambda item: CODES.index(item[0]))
            )
            figures = [getattr(sums, name) for _, sums in order if getattr(sums, name)]
            most = max(max(s.over_grosze, s.under_grosze) for s in groups.values())
            assert len(bars) == len(figures)
            for bar, figure in zip(bars, figures, strict=True):
                assert abs(bar - Decimal(235 * figure) / most) <= Decimal("0.005")
            texts = "".join(picture.itertext())
            assert all(f",{figure % 100:02d}" in texts or f".{figure % 100:02d}" in texts for figure in figures)


def test_a_picture_has_a_title_a_description_and_patterns_besides_colour():
    for picture in pictures(PAGES["pl"]):
        assert picture.get("role") == "img"
        names = picture.get("aria-labelledby").split()
        assert [picture.find(f"{SVG}title").get("id"), picture.find(f"{SVG}desc").get("id")] == names
        fills = {rect.get("class"): rect.get("fill") for rect in picture.iter(f"{SVG}rect") if rect.get("class")}
        assert len(set(fills.values())) == len(fills) == 2
        assert picture.find(f"{SVG}desc").text in READ["pl"].text


# Figures in words

JUNE = Month(2025, 6)


def step(base, days, of, percent, amount=None, line=1, month=JUNE, child="D"):
    return Step(child, month, line, "monthly_cost", base, days, of, percent, amount)


def plainly(evidence, lang):
    return [line[lang].replace("\u00a0", " ") for line in workings(evidence)]


def test_figures_are_written_by_where_they_are_rounded():
    segment = Evidence(
        (step(100200, 14, 31, 30, 13575), step(100200, 17, 31, 50, 27474)), "segment", "half_up", None, 41049
    )
    assert plainly(segment, "en") == [
        "PLN 1,002.00 × 14/31 days × 30% = PLN 135.75",
        "PLN 1,002.00 × 17/31 days × 50% = PLN 274.74",
        "PLN 135.75 + PLN 274.74 = PLN 410.49",
    ]
    line = Evidence((step(100200, 14, 31, 30), step(100200, 17, 31, 50)), "line", "half_up", None, 41050)
    assert plainly(line, "pl") == ["1 002,00 zł × (14 × 30 % + 17 × 50 %) ÷ 31 = 410,50 zł"]
    both = Evidence((step(10001, 30, 30, 50), step(-3, 30, 30, 50, line=2)), "child_month", "down", None, 4999)
    assert plainly(both, "pl") == ["100,01 zł × 50 % − 0,03 zł × 50 % = 49,99 zł (zaokrąglono w dół do grosza)"]


@pytest.mark.parametrize(
    ("slip", "amount", "said"),
    [
        (Slip("times", 3), 30000, "100,00 zł × 3 = 300,00 zł"),
        (Slip("off", -2), 9998, "100,00 zł − 0,02 zł = 99,98 zł"),
        (Slip("shifted", 1), 100000, "100,00 zł → 1 000,00 zł (przesunięty przecinek)"),
        (Slip("swapped", 4), 1000, "100,00 zł → 10,00 zł (zamienione cyfry)"),
    ],
)
def test_what_happened_to_a_sum_is_written(slip, amount, said):
    evidence = Evidence((step(20000, 30, 30, 50, 10000),), "segment", "half_up", slip, amount)
    assert plainly(evidence, "pl")[-1] == said


@pytest.mark.parametrize("count", [MOST_LINES, MOST_LINES + 1])
def test_many_products_are_cut_and_still_add_up(count):
    steps = tuple(step(1000 * n, 30, 30, 10, 100 * n, child=f"D{n}") for n in range(1, count + 1))
    evidence = Evidence(steps, "segment", "half_up", None, 50 * count * (count + 1))
    lines = [line["en"] for line in workings(evidence)]
    assert ("further items" in " ".join(lines)) == (count > MOST_LINES)
    assert len(lines) == count + 1 if count == MOST_LINES else MOST_LINES + 2
    left, right = lines[-1].split(" = ")
    assert sum(map(grosze, left.split(" + "))) == grosze(right) == 50 * count * (count + 1)


def test_words():
    assert set(FINDINGS) == set(CODES)
    assert len({name["pl"] for name in FINDINGS.values()}) == len({name["en"] for name in FINDINGS.values()}) == 16
    assert months_said(JUNE, JUNE)["pl"] == "czerwiec 2025"
    assert months_said(JUNE, Month(2025, 7))["en"] == "June 2025 – July 2025"
    one, few, many = (Text(pl=form, en=form) for form in ("1", "few", "many"))
    said = {
        n: count_said(n, one, few, many)["pl"].split()[1] for n in (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 112, 122)
    }
    assert said == {0: "many", 1: "1", 2: "few", 4: "few", 5: "many", 11: "many", 12: "many", 14: "many", 21: "many",
                    22: "few", 25: "many", 112: "many", 122: "few"}  # fmt: skip
