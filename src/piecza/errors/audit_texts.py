"""The sentences of what can be wrong with what was charged, and with the interest on it."""

from piecza.language.messages import Text

AUDIT_TEXTS: dict[str, Text] = {
    "charged_kind_unknown": Text(
        "shape",
        "Nieznany rodzaj kosztu: kontrakt go nie zna i nie ma go wśród tego, czego gmina nigdy nie współfinansuje.",
        "Unknown kind of cost: it is neither one of the contract nor one of those that a gmina never shares.",
    ),
    "nothing_charged": Text(
        "shape",
        "Nie ma żadnego naliczenia do sprawdzenia.",
        "There is no charge to audit.",
    ),
    "agreement_missing": Text(
        "nota",
        "Noty do korekty powstają według porozumienia: podaj je opcją --agreement.",
        "Noty to correct are made by the agreement: give it with --agreement.",
    ),
    "refund_days_out_of_order": Text(
        "shape",
        "Ostatni dzień odsetek jest wcześniejszy niż pierwszy ({start}).",
        "The last day of interest comes before the first ({start}).",
    ),
    "refund_since_missing": Text(
        "shape",
        "Odsetki od nadpłat liczy się od dnia, który podaje --refund-since; samo --refund-until nie wystarcza.",
        "Interest on refunds runs from the day that --refund-since gives; --refund-until alone is not enough.",
    ),
    "charge_without_nota": Text(
        "nota",
        "Z tego naliczenia nie da się odtworzyć noty do korekty ({fields}): potrzebne są dziecko, numer i dzień noty, "
        "jeden miesiąc, koszty wszystkich rodzajów i jeden wystawca.",
        "No nota to correct can be made of this charge ({fields}): it takes a child, the number and the day of a nota, "
        "one month, costs of all kinds, and one issuer.",
    ),
    "dossier_child_unknown": Text(
        "shape",
        "Dziecka o tym identyfikatorze nie ma w audycie{hint_pl}.",
        "There is no child with this identifier in the audit{hint_en}.",
    ),
    "interest_rate_format": Text(
        "shape",
        "Stopę odsetek podaje się jako dzień i procent rocznie, np. 2026-02-05=9.50: dzień od 1990-01-01 do "
        "2099-12-31, każdy raz, i od 0 do 100 % z najwyżej dwoma miejscami po przecinku.",
        "A rate of interest is a day and the percent of a year, for example 2026-02-05=9.50: a day from 1990-01-01 to "
        "2099-12-31, each once, and from 0 to 100% with at most two places.",
    ),
    "interest_rate_unknown": Text(
        "law",
        "Biblioteka nie zna stopy odsetek za opóźnienie na dzień {day} ({reason_pl}). Podaj ją opcją "
        "--interest-rate, np. --interest-rate {day}=9.50, jeśli od tego dnia wynosi 9,50 % rocznie.",
        "The library does not know the rate of interest for delay on {day} ({reason_en}). Give it with the option "
        "--interest-rate, for example --interest-rate {day}=9.50 if it is 9.50% a year from that day on.",
    ),
}
"""The codes of audits and interest with their sentences."""
