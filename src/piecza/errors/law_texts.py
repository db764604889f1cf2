"""The sentences of errors and notices about the law: what is known of it, and what a caller adds."""

from piecza.language.text import Text

LAW_TEXTS: dict[str, dict[str, Text]] = {
    "document": {
        "own_law_missing": Text(
            pl="Nie ma tu folderu z plikami .toml własnego prawa.",
            en="There is no folder of .toml files of own law here.",
        ),
    },
    "shape": {
        "own_law_table": Text(
            pl="Takiej tabeli prawo nie ma{hint}; dozwolone: {options}.",
            en="The law has no such table{hint}; allowed: {options}.",
        ),
        "own_law_percent": Text(
            pl='Procent jest od 0 do 100: w [[interest]] tekst, np. "9.25", w [[bands]] liczba całkowita.',
            en='A percent is from 0 to 100: in [[interest]] a text such as "9.25", in [[bands]] a whole number.',
        ),
        "own_law_without_act": Text(
            pl='Wpis nie mówi, z jakiego aktu pochodzi; dopisz source = {{ act = "M.P. … poz. …" }} albo nazwę z '
            "tabeli [sources] tego pliku.",
            en='The entry does not say from which act it comes; add source = {{ act = "M.P. … poz. …" }}, or a name '
            "of the table [sources] of this file.",
        ),
    },
    "law": {
        "law_name": Text(
            pl="Takiej tabeli ani wpisu prawo nie ma{hint}; są: {options}.",
            en="The law has no such table or entry{hint}; there are: {options}.",
        ),
        "rate_unknown": Text(
            pl="Nie znamy kwoty: {what} ({benefit}), {days}{whom}: {reason}.",
            en="There is no known amount: {what} ({benefit}), {days}{whom}: {reason}.",
        ),
        "own_law_day_back": Text(
            pl="Wpis zaczyna się wcześniej niż poprzedni ({day}); wpisy stoją w kolejności dni.",
            en="The entry begins before the one above it ({day}); entries stand in the order of days.",
        ),
        "own_law_twice": Text(
            pl="O tych samych dniach mówi już inny wpis ({name}: {first}).",
            en="Another entry speaks of the same days ({name}: {first}).",
        ),
        "own_law_too_early": Text(
            pl="Wpis zaczyna się, zanim ustawa weszła w życie ({day}).",
            en="The entry begins before the Act was in force ({day}).",
        ),
        "own_law_contradicts": Text(
            pl="Na dzień {day} biblioteka zna co innego: {was}, a wpis mówi: {becomes}. Jeśli to biblioteka się myli, "
            'napisz dlaczego: we wpisie replaces = "…", a w arkuszu w kolumnie „dlaczego inaczej”.',
            en="Of {day} the library knows something else: {was}, while the entry says: {becomes}. If the library is "
            'wrong, say why: in the entry replaces = "…", in a sheet the column “dlaczego inaczej”.',
        ),
        "own_law_exemption": Text(
            pl="Wyłączenie ma mieć te podstawy i tę wykładnię co w bibliotece: grounds = {grounds}; reading = "
            "{reading}.",
            en="An exemption has the grounds and the reading of the library: grounds = {grounds}; reading = {reading}.",
        ),
        "own_law_gap": Text(
            pl="Na dni od {start} do {end} nie ma żadnej wartości: wpisz także ją, choćby była taka sama jak przedtem.",
            en="There is no value for the days from {start} to {end}: enter that one too, even if it is the same as "
            "before.",
        ),
    },
    "nota": {
        "own_law_differs": Text(
            pl="Notę {number} wystawiono według prawa (własne wpisy: {then}), które mówi: {name}, {day}: {was}; prawo "
            "podane teraz (własne wpisy: {given}) mówi: {becomes}. Podaj prawo, według którego ją wystawiono.",
            en="Nota {number} was issued under a law (own entries: {then}) that says: {name}, {day}: {was}; the law "
            "given now (own entries: {given}) says: {becomes}. Give the law under which it was issued.",
        ),
        "own_law_not_given": Text(
            pl="Porozumienie wskazuje folder własnego prawa („{folder}”), a prawa z tego folderu nie podano.",
            en="The agreement names a folder of own law (“{folder}”), and the law of that folder was not given.",
        ),
        "own_law_two_folders": Text(
            pl="Wskazano różne foldery z własnym prawem: {first} i {other}; liczyć można według jednego.",
            en="Different folders of own law are named: {first} and {other}; only one can hold.",
        ),
    },
    "notice": {
        "own_law_holds": Text(
            pl="Według własnych wpisów prawa, {days}: {name} – {worth} ({act}{why}).",
            en="By your own entries of the law, {days}: {name} – {worth} ({act}{why}).",
        ),
        "rates_inferred": Text(
            pl="Kwoty ustawowe odczytano do {day}; późniejsze, do {until}, są wnioskiem: {reason}.",
            en="The statutory amounts were read until {day}; the later ones, until {until}, are inferred: {reason}.",
        ),
    },
}
"""The codes of the law with their sentences."""

RATE_ADVICE = Text(
    pl="{reason}. Kwotę z obwieszczenia wpisz do pliku TOML w folderze własnego prawa, jak niżej, albo (art. 80 i 81) "
    "w arkuszu „stawki ustawowe” rejestru; kwotę uchwaloną przez powiat (art. 91) podaje się jako stawkę "
    "powiatu.\n{entry}",
    en="{reason}. Write the amount of the notice to a TOML file in the folder of your own law, as below, or (art. 80 "
    "and 81) to the sheet “stawki ustawowe” of a register; an amount that the powiat resolved (art. 91) is given as a "
    "rate of the powiat.\n{entry}",
)
"""What to do about an amount that is not known."""
