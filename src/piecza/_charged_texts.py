"""The sentences of what can be wrong with past charges: with their cells, and with what is left out of them."""

from piecza._messages import Text

CHARGED_TEXTS: dict[str, Text] = {
    "charged_empty": Text(
        "charged",
        "Nie ma tu ani jednego naliczenia: tabela „naliczenia” jest pusta.",
        "There is no charge: the table “naliczenia” is empty.",
    ),
    "charged_mixed": Text(
        "charged",
        "W tym folderze stoją i zapisane noty (.json), i tabele (.csv). Rozdziel je: to samo naliczenie nie może być "
        "przeczytane dwa razy.",
        "This folder holds both stored noty (.json) and tables (.csv). Separate them: the same charge must not be read "
        "twice.",
    ),
    "charged_child_unknown": Text(
        "charged",
        "Takiego dziecka nie ma w rejestrze{hint_pl}. Popraw identyfikator, dopisz dziecko do rejestru albo pomiń ten "
        "wiersz.",
        "There is no such child in the register{hint_en}. Correct the identifier, add the child to the register, or "
        "leave this row out.",
    ),
    "leave_out_unknown": Text(
        "charged",
        "Nie ma takiego wiersza, arkusza, dziecka ani noty, więc nie ma czego pominąć{hint_pl}.",
        "There is no such row, sheet, child or nota, so there is nothing to leave out{hint_en}.",
    ),
    "period_format": Text(
        "charged",
        "To nie jest miesiąc ani kwartał; zapisz np. 2024-03, 03.2024, marzec 2024, I kw. 2024 albo 2024-01..2024-03.",
        "This is no month and no quarter; write 2024-03, 03.2024, marzec 2024, I kw. 2024 or 2024-01..2024-03.",
    ),
    "period_ambiguous": Text(
        "charged",
        "Można to rozumieć dwojako: jako dzień albo miesiące od – do, jako miesiąc albo kwartał. Zapisz 2024-03, "
        "2024-01..2024-03 albo I kw. 2024.",
        "This can be read in two ways: as a day or months from – to, as a month or a quarter. Write 2024-03, "
        "2024-01..2024-03 or I kw. 2024.",
    ),
    "period_two_digit_year": Text(
        "charged",
        "Rok ma tylko dwie cyfry; zapisz wszystkie cztery.",
        "The year has only two digits; write all four.",
    ),
    "period_without_month": Text(
        "charged",
        "To sam rok; podaj miesiąc, kwartał albo miesiące od – do.",
        "This is only a year; give a month, a quarter, or months from – to.",
    ),
    "period_without_year": Text("charged", "Brakuje roku.", "The year is missing."),
    "period_out_of_range": Text(
        "charged",
        "Nie ma takiego miesiąca; miesiące sięgają od 1990-01 do 2099-12.",
        "There is no such month; months reach from 1990-01 to 2099-12.",
    ),
    "period_not_first_day": Text(
        "charged",
        "To dzień, a nie miesiąc; za miesiąc uchodzi tylko jego pierwszy dzień.",
        "This is a day and no month; only its first day stands for a month.",
    ),
    "period_not_last_day": Text(
        "charged",
        "Okres podany dniami zaczyna się pierwszym, a kończy ostatnim dniem miesiąca; tu stoi, za które miesiące jest "
        "kwota.",
        "A period given by days begins on the first and ends on the last day of a month; what stands here is for which "
        "months the amount is.",
    ),
    "percent_format": Text(
        "charged",
        "To nie jest procent; zapisz go jako liczbę całkowitą od 0 do 100, np. 30 albo 30 %.",
        "This is no percentage; write a whole number from 0 to 100, for example 30 or 30 %.",
    ),
    "percent_ambiguous": Text(
        "charged",
        "Liczba 1 może tu znaczyć 1 % albo 100 %. Nadaj komórce format tekstowy i wpisz procent ze znakiem %.",
        "The number 1 may mean 1 % or 100 % here. Format the cell as text and write the percentage with the sign %.",
    ),
    "days_format": Text(
        "charged",
        "Tu może stać tylko liczba dni, od 0 do 366.",
        "Only a number of days may stand here, from 0 to 366.",
    ),
    "text_not_text": Text(
        "charged",
        "Arkusz kalkulacyjny zamienił ten tekst na datę albo wartość logiczną. Zmień format kolumny na tekstowy i "
        "wpisz go ponownie.",
        "The spreadsheet turned this text into a day or a truth value. Format the column as text and write it anew.",
    ),
    "text_pesel": Text(
        "charged",
        "Stoją tu cyfry, które wyglądają na PESEL; usuń je.",
        "Digits stand here that look like a PESEL; delete them.",
    ),
    "text_too_long": Text(
        "charged",
        "Ten tekst jest dłuższy niż {longest} znaków. Uwagi wpisz w kolumnie „uwagi”.",
        "This text is longer than {longest} characters. Write remarks into the column “uwagi”.",
    ),
    "percent_fraction": Text(
        "notice",
        "Ułamek przeczytano jako procent: {read} %.",
        "A fraction was read as a percentage: {read} %.",
    ),
}
"""The codes of past charges with their sentences."""
