"""Amounts in Polish words, read back by grammar and apart from any library."""

import re

UNITS = ["", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć"]
TEENS = ["dziesięć", "jedenaście", "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście"]
TEENS += ["osiemnaście", "dziewiętnaście"]
TENS = ["dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt", "siedemdziesiąt"]
TENS += ["osiemdziesiąt", "dziewięćdziesiąt"]
HUNDREDS = ["sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"]
VALUES = {
    "zero": 0,
    **{word: value for value, word in enumerate(UNITS) if word},
    **{word: value for value, word in enumerate(TEENS, start=10)},
    **{word: value * 10 for value, word in enumerate(TENS, start=2)},
    **{word: value * 100 for value, word in enumerate(HUNDREDS, start=1)},
}
SCALES = [
    ("miliard", "miliardy", "miliardów", 10**9),
    ("milion", "miliony", "milionów", 10**6),
    ("tysiąc", "tysiące", "tysięcy", 10**3),
]


def form_of(number, one, few, many):
    """The form that a noun has after a number."""
    if number == 1:
        return one
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return few
    return many


def number_of(words):
    """The number of its words, from the greatest scale to the least, each but once and with the right ending."""
    total, left = 0, list(words)
    for *forms, scale in SCALES:
        at = next((index for index, word in enumerate(left) if word in forms), None)
        if at is not None:
            count = below_thousand(left[:at]) if at else 1
            if left[at] != form_of(count, *forms):
                raise ValueError(f"the ending of {left[at]} after {count}")
            total, left = total + count * scale, left[at + 1 :]
    return total + below_thousand(left) if left else total


def below_thousand(words):
    values = [VALUES[word] for word in words]
    sizes = [3 if value >= 100 else 2 if value >= 20 else 1 for value in values]
    if sizes != sorted(set(sizes), reverse=True) or (len(values) > 1 and 0 in values):
        raise ValueError(f"no number: {words}")
    if len(values) > 1 and 10 <= values[-1] < 20 and sizes[-2] == 2:
        raise ValueError(f"no number: {words}")
    return sum(values)


def amount_of(text):
    """The grosze of ``… złotych … groszy`` or ``… złotych 67/100``, ``minus`` perhaps before it."""
    sign = -1 if text.startswith("minus ") else 1
    zlote, noun, rest = re.fullmatch(r"(.+) (złoty|złote|złotych) (.+)", text.removeprefix("minus ")).groups()
    whole = number_of(zlote.split())
    if noun != form_of(whole, "złoty", "złote", "złotych"):
        raise ValueError(f"the ending of {noun} after {whole}")
    if fraction := re.fullmatch(r"([0-9]{2})/100", rest):
        return sign * (whole * 100 + int(fraction[1]))
    *words, noun = rest.split()
    grosze = number_of(words)
    if noun != form_of(grosze, "grosz", "grosze", "groszy") or grosze > 99:
        raise ValueError(f"the ending of {noun} after {grosze}")
    return sign * (whole * 100 + grosze)
