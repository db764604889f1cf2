"""Noty that version 0.1.0 wrote, kept as they were: every later version reads, audits and corrects them."""

from datetime import date
from pathlib import Path

from piecza.audit import audit
from piecza.notes import charged_of, corrections, read_notas
from piecza.registers import read_register

KEPT = Path(__file__).parent.parent / "golden" / "noty-0.1.0"
NOTY = read_notas(str(KEPT / "noty"))
READINGS = NOTY[0].readings


def test_they_are_read_with_their_corrections() -> None:
    assert [nota.number for nota in NOTY] == ["1/PZ/K/03/2025", "1/PZ/K/07/2025", "1/PZ/03/2025", "2/PZ/03/2025",
                                              "1/PZ/07/2025", "2/PZ/07/2025"]  # fmt: skip
    assert {nota.version for nota in NOTY} == {"0.1.0"}


def test_the_register_from_which_they_were_corrected_changes_none() -> None:
    case = read_register(str(KEPT / "rejestr"), READINGS)
    again = corrections(NOTY, case, issued=date(2025, 10, 1))
    assert (again.right, len(again)) == (4, 0)


def test_an_audit_of_them_finds_no_amount_wrong() -> None:
    case = read_register(str(KEPT / "rejestr"), READINGS)
    by_code = {nota.gmina.code[:6]: nota.readings for nota in NOTY}
    result = audit(case, charged_of(NOTY), readings_of=by_code.__getitem__)
    charged = [checked for checked in result if checked.charged]
    assert len(charged) > 30
    assert not any(checked.difference_grosze for checked in charged)


def test_another_day_of_placement_corrects_them_further(tmp_path: Path) -> None:
    folder = tmp_path / "rejestr"
    folder.mkdir()
    for sheet in (KEPT / "rejestr").iterdir():
        (folder / sheet.name).write_text(sheet.read_text("utf-8").replace("05.03.2024", "05.11.2024"), "utf-8")
    case = read_register(str(folder), READINGS)
    made = corrections(NOTY, case, issued=date(2025, 10, 1))
    assert [nota.follows.number for nota in made] == ["1/PZ/K/03/2025", "1/PZ/K/07/2025"]
    before = {nota.number: nota.amount for nota in NOTY}
    assert [nota.amount for nota in made] == [-before["1/PZ/K/03/2025"], -before["1/PZ/K/07/2025"]]
