"""The sentence of every finding, in Polish and English: what seems to have happened, with its figures."""

from collections.abc import Callable, Mapping

from piecza.audit.child_month import Facts
from piecza.audit.finding_codes import Code
from piecza.audit.finding_kinds.arithmetic import arithmetic_said, rounding_said
from piecza.audit.finding_kinds.exempt import exempt_said
from piecza.audit.finding_kinds.other_band import other_band_said
from piecza.audit.finding_kinds.other_base import other_base_said
from piecza.audit.finding_kinds.other_days import other_days_said
from piecza.audit.finding_kinds.outside_base import outside_base_said
from piecza.audit.finding_kinds.outside_stay import (
    after_leaving_said,
    before_arrival_said,
    no_cost_said,
    not_charged_said,
    other_gmina_said,
)
from piecza.dates import Month
from piecza.language.glossary import KINDS
from piecza.language.messages import both, in_lang
from piecza.language.old_writing import options, written_month
from piecza.language.text import Lang, Text
from piecza.readings import READINGS


def said(code: Code, facts: Facts) -> Text:
    """The sentence of a finding."""
    where = {name: value for name, value in facts.items() if (code, name) != ("other_reading", "readings")}
    return both(lambda lang: _SAID[code](facts, lang) + _where(where, lang) + ".")


def _where(facts: Facts, lang: Lang) -> str:
    """Which child or month it is about, where there are several, and under which other readings it holds."""
    about = []
    if "child" in facts:
        about.append(f"{in_lang(lang, 'dziecko', 'child')} {facts['child']}")
    if "month" in facts:
        about.append(written_month(Month.parse(str(facts["month"])), lang))
    if "readings" in facts:
        about.append(f"{in_lang(lang, 'przy wykładni', 'under')} {options(facts['readings'])}")
    return f" ({', '.join(about)})" if about else ""


def _correct(_: Facts, lang: Lang) -> str:
    return in_lang(lang, "Naliczono tyle, ile należało", "Charged as due")


def _other_reading(facts: Facts, lang: Lang) -> str:
    chosen = facts["readings"]
    assert isinstance(chosen, Mapping)
    texts = [f"{READINGS[name].texts[option][lang]} ({name} = {option})" for name, option in chosen.items()]
    return in_lang(lang, "Kwota jest prawidłowa, gdy przyjąć, że ", "The amount is right if ") + "; ".join(texts)


def _charged_twice(facts: Facts, lang: Lang) -> str:
    if "apart" in facts:
        kinds = facts["apart"]
        assert isinstance(kinds, list)
        names = ", ".join(KINDS[kind][lang] for kind in kinds)
        return in_lang(
            lang,
            f"Naliczono dwa razy: wszystkie koszty razem, a osobno jeszcze {names}",
            f"Charged twice: all costs together, and by themselves once more: {names}",
        )
    if "singly" in facts:
        return in_lang(
            lang,
            f"Naliczono dwa razy: w sumie noty i osobno (dziecko {facts['singly']})",
            f"Charged twice: in the total of the nota, and singly (child {facts['singly']})",
        )
    if "overlap" in facts:
        return in_lang(
            lang,
            "Naliczono dwa razy: każde naliczenie jest samo w sobie prawidłowe, ale ich miesiące się pokrywają",
            "Charged twice: every charge is right in itself, but their months overlap",
        )
    times = facts["times"]
    if times == 2:
        return in_lang(lang, "Naliczono dwa razy", "Charged twice")
    return in_lang(lang, f"Naliczono {times} razy", f"Charged {times} times")


def _unexplained(_: Facts, lang: Lang) -> str:
    return in_lang(
        lang,
        "Żadne znane wyliczenie nie daje tej kwoty",
        "No calculation that the library knows comes to this amount",
    )


_SAID: dict[Code, Callable[[Facts, Lang], str]] = {
    "correct": _correct,
    "other_reading": _other_reading,
    "other_band": other_band_said,
    "other_days": other_days_said,
    "other_base": other_base_said,
    "rounding": rounding_said,
    "arithmetic": arithmetic_said,
    "charged_twice": _charged_twice,
    "before_arrival": before_arrival_said,
    "after_leaving": after_leaving_said,
    "other_gmina": other_gmina_said,
    "exempt": exempt_said,
    "outside_base": outside_base_said,
    "not_charged": not_charged_said,
    "no_cost": no_cost_said,
    "unexplained": _unexplained,
}
