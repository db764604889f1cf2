"""A small right agreement, its text, and numbers with check digits worked out apart from the library."""

import json

from documents import changed

from piecza.notes.agreement import read_agreement

RIGHT = {
    "schema": "piecza.agreement/1",
    "powiat": {
        "name": "Powiat Zmyślony",
        "address": "ul. Zmyślona 1, 00-000 Zmyślów",
        "nip": "000-000-00-00",
        "place": "Zmyślów",
        "account": "04 0000 0000 0000 0000 0000 0000",
        "pcpr": {"name": "PCPR w Zmyślowie", "address": "ul. Zmyślona 2, 00-000 Zmyślów"},
    },
    "terms": {"due_days": 21, "symbol": "ZM", "classification": {"section": "900", "families": "90001"}},
    "readings": {"after_return": "sum", "divisor": "thirty"},
    "gmina": [
        {
            "code": "2604043",
            "name": "Gmina Zmyślona Pierwsza",
            "address": "Rynek 1, 00-001 Pierwsza",
            "nip": "PL0000000000",
            "agreement": {"number": "1/2024", "day": "2024-01-02"},
            "ops": {"name": "OPS w Pierwszej", "address": "Rynek 2, 00-001 Pierwsza"},
        },
        {
            "code": "2808011",
            "name": "Gmina Zmyślona Druga",
            "address": "ul. Zmyślona 5, 00-002 Druga",
            "terms": {
                "due_days": 30,
                "due_from": "issue",
                "in_words": "fraction",
                "classification": {"facilities": "90003", "families": "90009"},
            },
            "readings": {"divisor": "calendar_days", "rounding": "line"},
        },
    ],
}

PLAIN = {
    **{name: RIGHT[name] for name in ("schema", "powiat")},
    "gmina": [{name: gmina[name] for name in ("code", "name", "address")} for gmina in RIGHT["gmina"]],
}
"""Nothing but parties: the terms and readings are the defaults."""


def toml(document):
    return "\n".join(f"{name} = {_value(value)}" for name, value in document.items())


def _value(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(name)} = {_value(entry)}" for name, entry in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)


def agreed(*changes, of=PLAIN):
    """The agreement with other values at some paths."""
    return read_agreement(toml(changed(*changes, of=of)))


def nip(nine):
    """Nine digits with their check digit; None where it would be ten."""
    check = sum(int(digit) * weight for digit, weight in zip(nine, [6, 5, 7, 2, 3, 4, 5, 6, 7], strict=True)) % 11
    return None if check == 10 else f"{nine}{check}"


def account(digits):
    """24 digits after their check digits (ISO 13616)."""
    return f"{98 - int(f'{digits}252100') % 97:02d}{digits}"
