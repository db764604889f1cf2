"""The sentences of findings, in Polish and English: what seems to have happened, with its figures."""

from collections.abc import Callable, Mapping
from datetime import date

from piecza.audit.codes import Code
from piecza.dates import Month
from piecza.language.glossary import BENEFITS, EXEMPT, FORMS, KINDS
from piecza.language.messages import Lang, Message, both, in_lang
from piecza.language.writing import days, percent, written_day, written_month, zlote
from piecza.law.act import art_191
from piecza.money import from_text
from piecza.readings import READINGS

Facts = Mapping[str, object]


def said(code: Code, facts: Facts) -> Message:
    """The sentence of a finding."""
    where = {name: value for name, value in facts.items() if (code, name) != ("other_reading", "readings")}
    return both(lambda lang: _SAID[code](facts, lang) + _where(where, lang) + ".")


def _where(facts: Facts, lang: Lang) -> str:
    """To which child or month it belongs, where there are several, and under which other readings it holds."""
    about = []
    if "child" in facts:
        about.append(f"{in_lang(lang, 'dziecko', 'child')} {facts['child']}")
    if "month" in facts:
        about.append(written_month(Month.parse(str(facts["month"])), lang))
    if "readings" in facts:
        about.append(f"{in_lang(lang, 'przy wykładni', 'under')} {options(facts['readings'])}")
    return f" ({', '.join(about)})" if about else ""


def options(chosen: object) -> str:
    """Readings with their options, as they are written in an agreement."""
    assert isinstance(chosen, Mapping)
    return ", ".join(f"{name} = {option}" for name, option in chosen.items())


def _day(facts: Facts, name: str, lang: Lang) -> str:
    return written_day(date.fromisoformat(str(facts[name])), lang)


def _money(facts: Facts, name: str, lang: Lang) -> str:
    return zlote(from_text(str(facts[name])) or 0, lang)


def _percent(facts: Facts, name: str, lang: Lang) -> str:
    return percent(int(str(facts[name])), lang)


def _correct(_: Facts, lang: Lang) -> str:
    return in_lang(lang, "Naliczono tyle, ile należało", "Charged as due")


def _other_reading(facts: Facts, lang: Lang) -> str:
    chosen = facts["readings"]
    assert isinstance(chosen, Mapping)
    texts = [f"{READINGS[name].texts[option][lang]} ({name} = {option})" for name, option in chosen.items()]
    return in_lang(lang, "Kwota jest prawidłowa, gdy przyjąć, że ", "The amount is right if ") + "; ".join(texts)


def _other_band(facts: Facts, lang: Lang) -> str:
    rate = _percent(facts, "percent", lang)
    if "day" in facts:
        day = _day(facts, "day", lang)
        text = in_lang(lang, f"Naliczono {rate} od dnia {day}", f"Charged at {rate} from {day}")
        if "before" in facts:
            before = _percent(facts, "before", lang)
            text += in_lang(lang, f", a wcześniej {before}", f", and {before} before")
    else:
        text = in_lang(
            lang,
            f"Naliczono {rate} zamiast procentu z roku pobytu",
            f"Charged at {rate}, not at the percentage of the year of stay",
        )
    return text + _counted(facts, lang)


def _counted(facts: Facts, lang: Lang) -> str:
    """From which day years of stay seem to have been counted."""
    if "counted_from" not in facts:
        return ""
    first, last = facts["counted_from"], facts["counted_to"]
    if first == last:
        day = _day(facts, "counted_from", lang)
        text = in_lang(lang, f"; lata pobytu liczono jakby od {day}", f"; years of stay as if counted from {day}")
    elif first is None:
        day = _day(facts, "counted_to", lang)
        text = in_lang(
            lang,
            f"; lata pobytu liczono jakby od {day} albo wcześniej",
            f"; years of stay as if counted from {day} or earlier",
        )
    else:
        one, other = _day(facts, "counted_from", lang), _day(facts, "counted_to", lang)
        text = in_lang(
            lang,
            f"; lata pobytu liczono jakby od dnia między {one} a {other}",
            f"; years of stay as if counted from a day between {one} and {other}",
        )
    if "placement" in facts:
        day = _day(facts, "placement", lang)
        text += in_lang(lang, f" (umieszczenie trwa od {day})", f" (a placement began on {day})")
    return text


def _other_days(facts: Facts, lang: Lang) -> str:
    if "day" in facts:
        day, right = _day(facts, "day", lang), _day(facts, "instead_of", lang)
        return in_lang(
            lang,
            f"Zmianę kosztu (przeniesienie albo kwotę) policzono od {day} zamiast od {right}",
            f"The change of cost (a move or an amount) was counted from {day} instead of {right}",
        )
    if "full_month" in facts:
        return in_lang(
            lang, "Naliczono pełny miesiąc zamiast jego części", "A full month was charged for a part of one"
        )
    count, instead = days(int(str(facts["days"])), lang), facts["instead_of"]
    if "start" not in facts:
        return in_lang(lang, f"Naliczono {count} zamiast {instead}", f"Charged {count} instead of {instead}")
    first, last = _day(facts, "start", lang), _day(facts, "end", lang)
    return in_lang(
        lang,
        f"Naliczono {count} (od {first} do {last}) zamiast {instead}",
        f"Charged {count} (from {first} to {last}) instead of {instead}",
    )


def _other_base(facts: Facts, lang: Lang) -> str:
    was = _money(facts, "instead_of", lang)
    if "expense" in facts:
        whole = {
            "expense": (
                "cały wydatek zamiast części przypadającej na miesiąc",
                "the whole expense, not the month's part",
            ),
            "child": (
                "całą część dziecka zamiast części przypadającej na miesiąc",
                "the child's whole part, not the month's",
            ),
            "family": ("wydatek całej rodziny zamiast części dziecka", "the whole family's cost, not the child's part"),
            "family_month": (
                "miesięczny wydatek całej rodziny zamiast części dziecka",
                "the whole family's cost of a month, not the child's part",
            ),
        }[str(facts["of"])]
        kind, amount = KINDS[str(facts["kind"])][lang], _money(facts, "expense", lang)
        text = in_lang(lang, "Naliczono ", "Charged was ") + in_lang(lang, *whole)
        return f"{text}: {kind}, {amount}{in_lang(lang, ' zamiast ', ' instead of ')}{was}"
    if facts["source"] == "stated":
        base = _money(facts, "base", lang)
        return in_lang(
            lang,
            f"Podstawą na nocie jest {base}, a powinno być {was}",
            f"The base on the nota is {base}, and should be {was}",
        )
    rate, what = _money(facts, "rate", lang), _rate_of(facts, lang)
    return in_lang(
        lang,
        f"Za podstawę wzięto {rate} ({what}) zamiast {was}",
        f"The base was {rate} ({what}) instead of {was}",
    )


def _rate_of(facts: Facts, lang: Lang) -> str:
    since = _day(facts, "since", lang)
    match facts["source"]:
        case "announcement":
            text = in_lang(lang, "ogłoszenie obowiązujące od", "the announcement in force from")
        case "rate":
            text = f"{BENEFITS[str(facts['benefit'])][lang]}, {in_lang(lang, 'stawka od', 'the rate since')}"
        case _:
            text = f"{FORMS[str(facts['form'])][lang]}, {in_lang(lang, 'kwota od', 'the amount since')}"
    return f"{text} {since}"


_MODES: dict[str, tuple[str, str]] = {
    "down": ("Udział zaokrąglono w dół do grosza", "The share was rounded down to a grosz"),
    "up": ("Udział zaokrąglono w górę do grosza", "The share was rounded up to a grosz"),
    "half_even": ("Połówki grosza zaokrąglono do parzystego", "Half a grosz was rounded to the even one"),
    "whole_zloty": ("Udział zaokrąglono do pełnych złotych", "The share was rounded to whole złote"),
    "daily_rate": (
        "Stawkę dzienną zaokrąglono do grosza przed pomnożeniem przez dni",
        "The day's rate was rounded to a grosz before it was multiplied by the days",
    ),
    "whole_zloty_base": ("Podstawę zaokrąglono do pełnych złotych", "The base was rounded to whole złote"),
}


def _rounding(facts: Facts, lang: Lang) -> str:
    if facts["mode"] != "off":
        return in_lang(lang, *_MODES[str(facts["mode"])])
    grosze = int(str(facts["grosze"]))
    amount = zlote(abs(grosze), lang)
    more = in_lang(lang, *(("za dużo", "too much") if grosze > 0 else ("za mało", "too little")))
    return in_lang(
        lang,
        f"O {amount} {more}, nie więcej niż grosz na każdy składnik: inne zaokrąglenie",
        f"{amount} {more}, no more than a grosz for each part: another rounding",
    )


_SLIPS: dict[str, tuple[str, str]] = {
    "left_out": ("Pominięto pozycję: {kind}, {base}", "A cost was left out: {kind}, {base}"),
    "twice": ("Pozycję doliczono dwa razy: {kind}, {base}", "A cost was counted twice: {kind}, {base}"),
    "added": ("Kwotę dodano zamiast odjąć: {kind}, {base}", "An amount was added, not subtracted: {kind}, {base}"),
    "part_left_out": (
        "Pominięto część miesiąca: {kind}, {days} po {percent}",
        "A part of the month was left out: {kind}, {days} at {percent}",
    ),
    "powiat_share": (
        "Naliczono udział powiatu zamiast udziału gminy",
        "Charged was the powiat's share, not the gmina's",
    ),
    "whole_base": ("Naliczono całą podstawę, bez procentu", "Charged was the whole base, without a percentage"),
    "swapped": ("Zamieniono miejscami dwie cyfry w kwocie {meant}", "Two digits of {meant} changed places"),
    "shifted": ("Przesunięto przecinek w kwocie {meant}", "The decimal point of {meant} was moved"),
    "product": (
        "{base} × {percent} to {product}, a nie kwota noty",
        "{base} × {percent} is {product}, not the nota's amount",
    ),
}


def _arithmetic(facts: Facts, lang: Lang) -> str:
    its = {name: _money(facts, name, lang) for name in ("base", "meant", "product") if name in facts}
    if "kind" in facts:
        its["kind"] = KINDS[str(facts["kind"])][lang]
    if "days" in facts:
        its["days"] = days(int(str(facts["days"])), lang)
    if "percent" in facts:
        its["percent"] = _percent(facts, "percent", lang)
    return in_lang(lang, *_SLIPS[str(facts["slip"])]).format_map(its)


def _charged_twice(facts: Facts, lang: Lang) -> str:
    if "apart" in facts:
        kinds = facts["apart"]
        assert isinstance(kinds, list)
        its = ", ".join(KINDS[kind][lang] for kind in kinds)
        return in_lang(
            lang,
            f"Naliczono dwa razy: wszystkie koszty razem, a osobno jeszcze {its}",
            f"Charged twice: all costs together, and by themselves once more: {its}",
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


def _at_percent(facts: Facts, lang: Lang) -> str:
    if "percent" not in facts:
        return ""
    rate = _percent(facts, "percent", lang)
    return in_lang(lang, f"; kwota jak za pełny miesiąc po {rate}", f"; the amount is that of a full month at {rate}")


def _before_arrival(facts: Facts, lang: Lang) -> str:
    day = _day(facts, "arrived", lang)
    text = in_lang(lang, f"Dziecko jest w pieczy dopiero od {day}", f"The child has been in care only since {day}")
    return text + _at_percent(facts, lang)


def _after_leaving(facts: Facts, lang: Lang) -> str:
    day = _day(facts, "left", lang)
    text = in_lang(lang, f"Ostatnim dniem pobytu był {day}", f"The last day of stay was {day}")
    return text + _at_percent(facts, lang)


def _other_gmina(facts: Facts, lang: Lang) -> str:
    due = _money(facts, "due", lang)
    return in_lang(
        lang,
        f"Za ten miesiąc płaci gmina {facts['gmina']} ({due})",
        f"Gmina {facts['gmina']} owes for this month ({due})",
    )


def _exempt(facts: Facts, lang: Lang) -> str:
    grounds = facts["exempt"]
    assert isinstance(grounds, list)
    why = "; ".join(EXEMPT[ground][lang] for ground in grounds)
    return in_lang(
        lang,
        f"Gmina nie płaci, bo {why}; naliczono tak, jakby płaciła",
        f"The gmina does not pay, because {why}; it was charged as if it did",
    )


def _outside_base(facts: Facts, lang: Lang) -> str:
    outside = art_191().outside_of[str(facts["kind"])]
    name = outside.kinds[1 if lang == "pl" else 0].replace("_", " ")
    amount = f", {_money(facts, 'amount', lang)}" if "amount" in facts else ""
    text = in_lang(lang, "Doliczono to, czego gmina nie współfinansuje", "Charged was what a gmina does not share")
    return f"{text}: {name}{amount} ({outside.basis}: {outside.reason[lang]})"


def _not_charged(facts: Facts, lang: Lang) -> str:
    return in_lang(lang, "Nie naliczono", "Not charged")


def _no_cost(facts: Facts, lang: Lang) -> str:
    if "kind" in facts:
        kind = KINDS[str(facts["kind"])][lang]
        return in_lang(
            lang,
            f"W rejestrze nie ma za ten czas takiego kosztu ({kind}), więc naliczenia nie można ocenić",
            f"The register has no such cost for the time ({kind}), so the charge cannot be judged",
        )
    return in_lang(
        lang,
        "W rejestrze nie ma kosztu za ten czas, więc naliczenia nie można ocenić",
        "The register has no cost for the time, so the charge cannot be judged",
    )


def _unexplained(_: Facts, lang: Lang) -> str:
    return in_lang(
        lang,
        "Żadne znane wyliczenie nie daje tej kwoty",
        "No calculation that the library knows comes to this amount",
    )


_SAID: dict[Code, Callable[[Facts, Lang], str]] = {
    "correct": _correct,
    "other_reading": _other_reading,
    "other_band": _other_band,
    "other_days": _other_days,
    "other_base": _other_base,
    "rounding": _rounding,
    "arithmetic": _arithmetic,
    "charged_twice": _charged_twice,
    "before_arrival": _before_arrival,
    "after_leaving": _after_leaving,
    "other_gmina": _other_gmina,
    "exempt": _exempt,
    "outside_base": _outside_base,
    "not_charged": _not_charged,
    "no_cost": _no_cost,
    "unexplained": _unexplained,
}
