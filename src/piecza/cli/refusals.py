"""Why a command does nothing, in words: what is wrong with the input, and the readings that must be chosen."""

import json
from collections.abc import Iterable
from decimal import Decimal

from rich.console import Console
from rich.text import Text as RichText

from piecza.errors.problems import ErrorEntry, InputError, OpenReading, Option, ReadingNeeded, advice_of
from piecza.language.text import Lang, Text
from piecza.language.writing import zlote
from piecza.money import to_grosze
from piecza.readings import READINGS
from piecza.render.terminal import plain, print_text


def print_refusal(error: InputError | ReadingNeeded, lang: Lang, choose_in: str) -> None:
    """All that is wrong, line by line or, of a register, as a table; the readings that must be chosen; advice.

    ``choose_in`` is where readings are chosen: an option, a file, or the document where it is empty.
    """
    if isinstance(error, InputError) and any(problem.place and problem.place.sheet for problem in error.errors):
        from piecza.cli.register_tables import print_problems  # with all that reads registers

        print_problems(error.errors, lang)
    else:
        _print_errors(error.to_dict()["errors"], lang)
        if isinstance(error, ReadingNeeded):
            _print_choices(error.errors, lang, choose_in)
    if isinstance(error, InputError):
        for advice in advice_of(error.errors):
            print_text(Console(stderr=True, soft_wrap=True), advice, lang)


def _print_errors(errors: Iterable[ErrorEntry], lang: Lang) -> None:
    """A line for each error: where it is, what stands there, and what is wrong."""
    console = Console(stderr=True, soft_wrap=True)
    for entry in errors:
        place = ": ".join(filter(None, (entry.get("file"), entry["path"])))
        where = RichText(plain(place), style="bold")
        if entry["value"] is not None:
            where.append(f"{' = ' if place else ''}{plain(json.dumps(entry['value'], ensure_ascii=False))}")
        console.print(RichText.assemble(where or "–", f": {entry['message'][lang]} [{entry['code']}]"))


def _print_choices(readings: Iterable[OpenReading], lang: Lang, choose_in: str) -> None:
    """What a person needs to choose readings: their options with totals, whom they concern, and what to write."""
    console = Console(stderr=True)
    for reading in readings:
        print_text(console, f"{reading.reading}:", lang)
        has_totals = any(option["total"] for option in reading.options)
        for option in reading.options:
            text = READINGS[reading.reading].texts[option["option"]]
            print_text(console, f"  {option['option']} – " + text + _total_said(option, has_totals=has_totals), lang)
        children = ", ".join(plain(child) for child in reading.children)
        print_text(console, Text(pl="  dzieci: ", en="  children: ") + children, lang)
        print_text(console, _how_to_choose(reading.reading, reading.options[0]["option"], choose_in), lang)


def _total_said(option: Option, *, has_totals: bool) -> Text:
    if option["total"]:
        return Text(pl=": razem ", en=": total ") + zlote(to_grosze(Decimal(option["total"])))
    if has_totals:
        return Text(
            pl=": tu nie do przyjęcia, koszt nie przypadłby na nikogo",
            en=": not possible here, a cost would fall to nobody",
        )
    return Text(pl="", en="")


def _how_to_choose(reading: str, option: str, choose_in: str) -> Text:
    if choose_in == "--reading":
        return Text(pl="  wybierz opcją, np.", en="  choose it with") + f" --reading {reading}={option}"
    if choose_in:
        return Text(pl="  wpisz w pliku", en="  write in the file") + f' {choose_in}: [readings] {reading} = "{option}"'
    example = f' "readings": {{"{reading}": "{option}"}}'
    return Text(pl="  wpisz w dokumencie, np.", en="  write in the document, for example") + example
