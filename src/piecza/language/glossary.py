"""The words of the field in Polish and English, as the glossary has them."""

from piecza.language.messages import Message

FORMS: dict[str, Message] = {
    "related_family": {"pl": "rodzina zastępcza spokrewniona", "en": "related foster family"},
    "non_professional_family": {"pl": "rodzina zastępcza niezawodowa", "en": "non-professional foster family"},
    "professional_family": {"pl": "rodzina zastępcza zawodowa", "en": "professional foster family"},
    "specialist_family": {"pl": "rodzina zastępcza zawodowa specjalistyczna", "en": "specialist foster family"},
    "emergency_family": {"pl": "pogotowie rodzinne", "en": "emergency foster family"},
    "family_home": {"pl": "rodzinny dom dziecka", "en": "family home"},
    "facility": {"pl": "placówka opiekuńczo-wychowawcza", "en": "care facility"},
    "emergency_facility": {"pl": "placówka typu interwencyjnego", "en": "emergency facility"},
    "therapeutic_facility": {"pl": "regionalna placówka opiekuńczo-terapeutyczna", "en": "therapeutic facility"},
    "preadoption_centre": {"pl": "interwencyjny ośrodek preadopcyjny", "en": "pre-adoption centre"},
}
"""Forms of care."""

KINDS: dict[str, Message] = {
    "monthly_cost": {"pl": "koszt miesięczny", "en": "monthly cost"},
    "allowance": {"pl": "świadczenie na pokrycie kosztów utrzymania", "en": "allowance"},
    "supplement": {"pl": "dodatek", "en": "supplement"},
    "holiday_grant": {"pl": "dofinansowanie wypoczynku", "en": "holiday grant"},
    "reception_grant": {"pl": "świadczenie na przyjęcie dziecka", "en": "reception grant"},
    "random_event": {"pl": "świadczenie w związku ze zdarzeniem losowym", "en": "grant for a random event"},
    "unforeseen": {"pl": "nieprzewidziane koszty rodzinnego domu dziecka", "en": "unforeseen costs of a family home"},
    "lodging": {"pl": "utrzymanie lokalu", "en": "lodging"},
    "renovation": {"pl": "remont", "en": "renovation"},
    "wages": {"pl": "wynagrodzenie z pochodnymi", "en": "wages with on-costs"},
    "relief_family": {"pl": "rodzina pomocowa", "en": "relief family"},
    "coordinator": {"pl": "koordynator rodzinnej pieczy zastępczej", "en": "coordinator"},
    "recovered": {"pl": "odzyskane nienależnie pobrane świadczenie", "en": "recovered undue benefit"},
}
"""Kinds of costs."""

BENEFITS: dict[str, Message] = {
    "allowance_related": {
        "pl": "świadczenie na dziecko w rodzinie spokrewnionej",
        "en": "allowance in a related family",
    },
    "allowance_other": {
        "pl": "świadczenie na dziecko w rodzinie niespokrewnionej lub rodzinnym domu dziecka",
        "en": "allowance in an unrelated family or a family home",
    },
    "supplement_disability": {
        "pl": "dodatek z tytułu niepełnosprawności",
        "en": "supplement for a disability",
    },
    "supplement_minor_offender": {"pl": "dodatek na nieletniego", "en": "supplement for a minor offender"},
    "minimum_wage_professional": {
        "pl": "wynagrodzenie rodziny zawodowej, co najmniej",
        "en": "wage of a professional family, at least",
    },
    "minimum_wage_emergency": {
        "pl": "wynagrodzenie pogotowia rodzinnego, co najmniej",
        "en": "wage of an emergency family, at least",
    },
}
"""Benefits with a statutory amount."""

CERTAINTY: dict[str, Message] = {
    "read": {"pl": "odczytane", "en": "read"},
    "known": {"pl": "wiedza ogólna", "en": "known"},
    "inferred": {"pl": "wniosek", "en": "inferred"},
    "weak": {"pl": "słabe źródło", "en": "weak source"},
}
"""How sure a value is, in words."""

EXEMPT: dict[str, Message] = {
    "placed_before_2012": {
        "pl": "dziecko umieszczono w pieczy po raz pierwszy przed 01.01.2012",
        "en": "the child was first placed before 1 January 2012",
    },
    "left_after_birth": {
        "pl": "dziecko pozostawiono bezpośrednio po urodzeniu",
        "en": "the child was left directly after birth",
    },
    "unknown_parents": {"pl": "tożsamość rodziców jest nieznana", "en": "the parents' identity is unknown"},
    "no_residence_in_poland": {
        "pl": "dziecko nie ma miejsca zamieszkania w Polsce",
        "en": "the child has no place of residence in Poland",
    },
    "foreign_court": {
        "pl": "dziecko umieszczono na podstawie orzeczenia sądu zagranicznego",
        "en": "the child was placed on a foreign court's order",
    },
    "foreign_minor": {
        "pl": "dziecko jest małoletnim cudzoziemcem niewymienionym w art. 5 ust. 1 pkt 2–4",
        "en": "the child is a foreign minor not listed in art. 5 ust. 1 pkt 2–4",
    },
    "emergency_care": {
        "pl": "dziecko jest w pogotowiu rodzinnym albo placówce interwencyjnej",
        "en": "the child is in emergency care",
    },
    "coordinator": {
        "pl": "katalog wydatków na dziecko nie wymienia koordynatora",
        "en": "the list of what is spent on a child does not name a coordinator",
    },
    "emergency_family": {"pl": "dziecko jest w pogotowiu rodzinnym", "en": "the child is in an emergency family"},
    "emergency_facility": {
        "pl": "dziecko jest w placówce typu interwencyjnego",
        "en": "the child is in an emergency facility",
    },
}
"""Why a gmina does not pay."""

WITHOUT_NOTA: dict[str, Message] = {
    "nothing_due": {"pl": "bez noty: nic do zapłaty", "en": "no nota: nothing due"},
    "city": {
        "pl": "bez noty, poza sumą: miasto na prawach powiatu",
        "en": "no nota, not in the total: a city with powiat rights",
    },
}
"""Why a gmina has no nota for a month."""

CHANGES: dict[str, Message] = {
    "new": {"pl": "przybyło", "en": "new"},
    "left": {"pl": "odeszło", "en": "left"},
    "moved": {"pl": "przeniesione", "en": "moved"},
    "band": {"pl": "inny próg", "en": "another band"},
    "amount": {"pl": "inna kwota", "en": "another amount"},
}
"""What changed for a child since the month before."""

ENDED_BY: dict[str, Message] = {
    "return_home": {"pl": "powrót do domu", "en": "return home"},
    "adoption": {"pl": "przysposobienie", "en": "adoption"},
    "adulthood": {"pl": "pełnoletność", "en": "adulthood"},
    "death": {"pl": "śmierć", "en": "death"},
    "other": {"pl": "inaczej", "en": "otherwise"},
}
"""How a stay ended."""

COSTS_FROM: dict[str, Message] = {
    "rates": {"pl": "ze stawek", "en": "from the rates"},
    "announcements": {"pl": "z ogłoszeń placówki", "en": "from the facility’s announcements"},
}
"""What a monthly cost is worked out from that the case does not give."""
