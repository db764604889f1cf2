"""The sentences of what can be wrong with what was charged, and with the interest on it."""

from piecza.language.text import Text

AUDIT_TEXTS: dict[str, dict[str, Text]] = {
    "shape": {
        "charged_kind_unknown": Text(
            pl="Nieznany rodzaj kosztu: kontrakt go nie zna i nie ma go wśród tego, czego gmina nigdy nie "
            "współfinansuje.",
            en="Unknown kind of cost: it is neither one of the contract nor one of those that a gmina never shares.",
        ),
        "nothing_charged": Text(
            pl="Nie ma żadnego naliczenia do sprawdzenia.",
            en="There is no charge to audit.",
        ),
        "refund_days_out_of_order": Text(
            pl="Ostatni dzień odsetek jest wcześniejszy niż pierwszy ({start}).",
            en="The last day of interest comes before the first ({start}).",
        ),
        "refund_since_missing": Text(
            pl="Odsetki od nadpłat liczy się od pierwszego dnia opóźnienia; sam ostatni dzień nie wystarcza.",
            en="Interest on refunds runs from the first day of delay; the last day alone is not enough.",
        ),
        "dossier_child_unknown": Text(
            pl="Dziecka o tym identyfikatorze nie ma w audycie{hint}.",
            en="There is no child with this identifier in the audit{hint}.",
        ),
        "interest_rate_format": Text(
            pl="Stopę odsetek podaje się jako dzień i procent rocznie, np. 2026-03-06=9.25: dzień od 1990-01-01 do "
            "2099-12-31, każdy raz, i od 0 do 100 % z najwyżej dwoma miejscami po przecinku.",
            en="A rate of interest is a day and the percent of a year, for example 2026-03-06=9.25: a day from "
            "1990-01-01 to 2099-12-31, each once, and from 0 to 100% with at most two places.",
        ),
    },
    "nota": {
        "agreement_missing": Text(
            pl="Noty do korekty powstają według porozumienia: podaj je także.",
            en="Noty to correct are made by the agreement: give it as well.",
        ),
        "charge_without_nota": Text(
            pl="Z tego naliczenia nie da się odtworzyć noty do korekty ({fields}): potrzebne są dziecko, numer i dzień "
            "noty, jeden miesiąc, koszty wszystkich rodzajów i jeden wystawca.",
            en="No nota to correct can be made of this charge ({fields}): it takes a child, the number and the day of "
            "a nota, one month, costs of all kinds, and one issuer.",
        ),
    },
    "law": {
        "interest_rate_unknown": Text(
            pl="Biblioteka nie zna stopy odsetek za opóźnienie na dzień {day} ({reason}). Podaj ją, np. "
            "{day}=9.25, jeśli od tego dnia wynosi 9,25 % rocznie.",
            en="The library does not know the rate of interest for delay on {day} ({reason}). Give it, for "
            "example {day}=9.25 if it is 9.25% a year from that day on.",
        ),
    },
}
"""The codes of audits and interest with their sentences."""
