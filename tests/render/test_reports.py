"""Reports and their pictures: every part is drawn in its place and language, and nothing that stands in it acts."""

import re
from decimal import Decimal

import pytest
from pages import SVG, Read, pictures

from piecza.dates import Month, Span
from piecza.language.text import Text
from piecza.render.grid import widths, written
from piecza.render.html import report_to_html
from piecza.render.page import TOTAL, Column, Table, day_said, more, row
from piecza.render.report_parts import (
    Bar,
    BarPair,
    Chart,
    Group,
    Heading,
    Legend,
    Pairs,
    Paragraph,
    ReasonedTable,
    Report,
    Sentences,
    Sign,
    TimeLine,
    Turn,
)
from piecza.render.svg import bar_chart, timeline

MARKUP = '<b>&"\u202e'
BOTH = Text(pl="polski", en="English")
MARKED = Text(pl=f"{MARKUP} polski", en=f"{MARKUP} English")
LEGENDS = Legend("over", Text(pl="za dużo", en="too much")), Legend("under", Text(pl="za mało", en="too little"))
TABLE = Table(
    MARKED,
    (Column(MARKED, right=True), Column(MARKED, names=True), Column(MARKED), Column(MARKED, right=True)),
    (row((1, MARKUP, "2604043", Decimal("1234.50"))), row((2, MARKED, MARKED, Decimal("-0.05")))),
    ((MARKED, (Decimal("1234.45"),)),),
)
CHART = Chart(TABLE, MARKED, (BarPair(MARKED, 0, 0), BarPair("x", 0, 7)), LEGENDS)
REASONS = ((Paragraph(MARKED), Paragraph(MARKED, "figures")), (Paragraph(MARKED, "note unsure"),))


def line(**changes):
    fields = {
        "title": MARKED,
        "words": MARKED,
        "bars": (Bar(Span(Month(2019, 3).span.first, Month(2024, 2).span.last), "1"),),
        "turns": (
            Turn(Month(2019, 3).span.first, Text(pl="10\u00a0%", en="10%")),
            Turn(Month(2020, 12).span.last, Text(pl="30\u00a0%", en="30%")),
        ),
        "signs": (Sign("over", "up", LEGENDS[0].text, (Month(2023, 5),)),),
        "last": Month(2024, 2).span.last,
        "bar": Text(pl="umieszczenie", en="placement"),
        "quiet": Text(pl="bez zmian", en="no change"),
    }
    return TimeLine(**{**fields, **changes})


PARTS = (
    Heading(MARKED),
    Group("answer", (Pairs(((MARKED, MARKED), ("x", MARKUP))), Paragraph(MARKED))),
    TABLE,
    Sentences((MARKED, MARKUP)),
    Sentences(()),
    CHART,
    ReasonedTable(MARKED, TABLE, REASONS),
    Group("month", (Heading(MARKED, 3), TABLE, Heading(MARKED, 4))),
    line(),
)
PAGES = {lang: report_to_html(Report(MARKED, ((MARKED, MARKED),), PARTS), lang) for lang in ("pl", "en")}
in_both = pytest.mark.parametrize("lang", PAGES)


@in_both
def test_every_part_is_drawn_in_order(lang):
    drawn = [tag for tag, _ in Read(PAGES[lang]).tags]
    parts = {
        "header",
        "h2",
        "h3",
        "h4",
        "div",
        "section",
        "dl",
        "p",
        "ul",
        "li",
        "table",
        "figure",
        "figcaption",
        "svg",
    }
    assert [tag for tag in drawn if tag in parts] == [
        *("header", "dl", "h2", "div", "dl", "p", "div", "table", "ul", "li", "li"),
        *("div", "figure", "svg", "figcaption", "div", "table", "h3", "div", "table", "div", "p", "p", "div", "p"),
        *("section", "h3", "div", "table", "h4", "div", "svg"),
    ]


@in_both
def test_nothing_of_a_part_acts_and_nothing_is_left_out(lang):
    page = PAGES[lang]
    word = BOTH[lang]
    assert "<b>" not in page
    assert "\u202e" not in page
    assert BOTH["en" if lang == "pl" else "pl"] not in page
    in_head, in_groups, in_sentences, in_chart, in_reasoned, in_line = 1 + 2, 2 + 1 + 2, 1, 4, 1 + 3, 2
    outside = in_head + 1 + in_groups + in_sentences + in_chart + in_reasoned + in_line
    in_table = 1 + 4 + 2 + 1
    drawn = page.split("</style>")[1]
    assert drawn.count(f"&lt;b&gt;&amp;&quot;\\u202e {word}") == outside + 4 * in_table
    assert page.count("</style>") == 1


def test_tables_and_pictures_are_named_in_order():
    assert re.findall('id="(n[0-9]+)', PAGES["pl"]) == [*("n1", "n2", "n2", "n2", "n3", "n4", "n5", "n6", "n6", "n6")]
    assert re.findall('labelledby="(n[0-9]+)', PAGES["pl"]) == ["n1", "n2", "n3", "n4", "n5", "n6", "n6"]


@in_both
def test_a_reasoned_table_has_its_reasons_beneath_every_row_and_its_sums(lang):
    table = Read(PAGES[lang]).tables[2]
    first, why, second, other = table["tbody"]
    amounts = {"pl": ["1\u00a0234,50", "−0,05", "1\u00a0234,45"], "en": ["1,234.50", "−0.05", "1,234.45"]}[lang]
    assert [first[3]["text"], second[3]["text"], table["tfoot"][0][1]["text"]] == amounts
    assert [cell.get("class") for cell in first] == ["right", "name", None, "right whole"]
    assert [cell["colspan"] for cell in (why[0], other[0])] == ["4", "4"]
    said = MARKED[lang].replace("\u202e", "\\u202e")
    assert [cell["text"].replace("\n", "") for cell in (why[0], other[0])] == [said * 2, said]
    assert re.findall('<p class="([a-z ]+)">', PAGES[lang]) == ["figures", "note unsure"]


def test_a_value_is_written_in_its_language():
    assert [written(BOTH, lang) for lang in PAGES] == ["polski", "English"]
    assert [written(Decimal("-1234.5"), lang) for lang in PAGES] == ["−1\u00a0234,50", "−1,234.50"]
    assert widths(Table("", (Column(Text(pl="a", en="abcdefgh")),), ()), "en") == [9]
    assert widths(Table("", (Column(Text(pl="a", en="abcdefgh")),), ())) == [2]
    assert TOTAL["en"] == "Total"
    assert "(3)" in more(3)["pl"]
    assert day_said(None) == "–"


# Pictures


def test_a_chart_of_nothing_and_of_labels_that_are_markup():
    (picture,) = pictures(bar_chart("n", CHART, "en"))
    texts = [label.text for label in picture.iter(f"{SVG}text")]
    assert texts == ['<b>&"\\u202e English', "PLN\u00a00.00", "x", "too little PLN\u00a00.07"]
    (empty,) = pictures(bar_chart("n", CHART._replace(pairs=()), "pl"))
    assert not list(empty.iter(f"{SVG}rect"))[1:]


def test_years_in_which_nothing_happened_stand_in_one_line():
    text = timeline("n", line(), "en")
    (picture,) = pictures(text)
    texts = [label.text for label in picture.iter(f"{SVG}text")]
    assert "2021–2022: placement 1, no change" in texts
    assert [label for label in texts if re.fullmatch("20[0-9]{2}", label)] == ["2019", "2020", "2023", "2024"]
    none = timeline("n", line(signs=()), "en")
    assert "2021–2023: placement 1" in none
    assert "too much" not in none
    assert "too much" in text


def test_years_without_any_bar_have_no_word_for_it():
    first = Bar(Span(Month(2015, 3).span.first, Month(2015, 4).span.last), "1")
    text = timeline("n", line(bars=(first, Bar(Span(Month(2023, 1).span.first, Month(2024, 2).span.last), "2"))), "pl")
    assert ">2016–2018: bez zmian<" in text
    assert ">2021–2022: bez zmian<" in text


def test_bars_and_turns_stand_at_their_days():
    (picture,) = pictures(timeline("n", line(), "pl"))
    turns = [path.get("d") for path in picture.iter(f"{SVG}path") if path.get("class") == "turn"]
    assert [turn.split()[0] for turn in turns] == [
        "M150.00",
        f"M{(40 + 11 * 55) * 100 + 30 * 5500 // 31:05d}"[:-2]
        + "."
        + f"{((40 + 11 * 55) * 100 + 30 * 5500 // 31) % 100:02d}",
    ]
    bars = [(bar.get("x"), bar.get("width")) for bar in picture.iter(f"{SVG}rect") if bar.get("height") == "15"]
    assert bars == [("150.00", "550.00"), ("40.00", "660.00"), ("40.00", "660.00"), ("40.00", "110.00")]
    ends = [label.get("text-anchor") for label in picture.iter(f"{SVG}text") if label.text.endswith("%")]
    assert ends == ["start", "end"]


def test_hatched_bars_look_otherwise_than_plain_ones():
    last = Month(2024, 7).span.first + 3
    bars = Bar(Span(Month(2024, 1).span.first, last - 4), "1"), Bar(Span(last - 3, last), "2", hatched=True)
    (picture,) = pictures(timeline("n", line(bars=bars, turns=(), signs=(), last=last), "pl"))
    fills = [bar.get("fill") for bar in picture.iter(f"{SVG}rect") if bar.get("height") == "15"]
    assert len(set(fills)) == 2
    # four days leave no room for a label
    assert [label.text for label in picture.iter(f"{SVG}text")][-1] == "1"


def test_signs_stand_beneath_their_months_and_in_the_key():
    signs = (
        Sign("right", "ring", Text(pl="zgodnie", en="as due"), (Month(2023, 6), Month(2024, 1))),
        Sign("over", "up", LEGENDS[0].text, (Month(2023, 5),)),
    )
    (picture,) = pictures(timeline("n", line(signs=signs), "en"))
    named = [(group.get("class"), group.get("transform").split()[0]) for group in picture.iter(f"{SVG}g")]
    assert named[:3] == [("over", "translate(287"), ("right", "translate(342"), ("right", "translate(67")]
    assert [name for name, _ in named[3:]] == [None, None]
    assert [label.text for label in picture.iter(f"{SVG}text")][-2:] == ["as due", "too much"]
    shapes = {group[0].tag for group in picture.iter(f"{SVG}g") if group.get("class") == "right"}
    assert shapes == {f"{SVG}circle"}
