"""What the pages about interest, limitation and the law data show is what comes out."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from piecza.dues.limitation_days import limitation
from piecza.law.interest_rates import interest_rates

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "interest.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def day(text):
    return datetime.strptime(text, "%d.%m.%Y").date()


@pytest.mark.parametrize("number", range(2))
def test_the_examples_of_the_page(number, capsys):
    assert len(blocks("python")) == len(blocks("text")) == 2
    exec(compile(blocks("python")[number], "interest.md", "exec"), {})
    assert capsys.readouterr().out == blocks("text")[number]


def test_the_table_of_limitation():
    rows = re.findall(r"^\| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| (yes|no) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 6
    for due, three, six, sure in rows:
        result = limitation(day(due))
        assert (result.three_years.last, result.six_years.last) == (day(three), day(six))
        assert result.six_years.sure == (sure == "yes")


def test_the_page_of_the_law_data_has_every_rate():
    page = (DOCS / "law.md").read_text(encoding="utf-8").split("## Interest for delay")[1].split("\n## ")[0]
    cells = re.findall(r"([\d.]{9,10}) \| (\d+),(\d\d) \| (read|inferred|known)", page)
    shown = sorted((day(since), int(whole + places), how) for since, whole, places, how in cells)
    rates = interest_rates()
    assert shown == [(rate.since, rate.hundredths, rate.certainty) for rate in rates.interest]
    assert rates.verified_until == date(2026, 3, 5)
    assert "Verified until 5 March 2026" in page
