"""The sentences of what can be wrong with an agreement, and when noty are issued and corrected."""

from piecza.language.messages import Text

NOTA_TEXTS: dict[str, Text] = {
    "extra_missing": Text(
        "document",
        "Brakuje biblioteki {module}; zainstaluj dodatek: pip install 'piecza[{extra}]'.",
        "The library {module} is missing; install the extra: pip install 'piecza[{extra}]'.",
    ),
    "not_toml": Text("document", "To nie jest poprawny TOML ({reason}).", "This is not valid TOML ({reason})."),
    "nip_format": Text("shape", "NIP ma dziesięć cyfr.", "A NIP has ten digits."),
    "nip_checksum": Text(
        "shape", "Cyfra kontrolna NIP się nie zgadza.", "The NIP is wrong: its check digit does not fit."
    ),
    "account_format": Text("shape", "Numer rachunku ma 26 cyfr.", "A bank account has 26 digits."),
    "account_checksum": Text(
        "shape",
        "Cyfry kontrolne numeru rachunku się nie zgadzają.",
        "The account is wrong: its check digits do not fit.",
    ),
    "number_pattern": Text(
        "shape",
        "Wzór numeru musi zawierać {{nr}}, a poza nim może zawierać {{symbol}}, {{mm}} i {{rrrr}}.",
        "The pattern of a number must hold {{nr}}, and may hold {{symbol}}, {{mm}} and {{rrrr}}.",
    ),
    "due_days": Text("shape", "Termin płatności to od 0 do 366 dni.", "A term of payment is from 0 to 366 days."),
    "text_empty": Text("shape", "Ten tekst nie może być pusty.", "This text must not be empty."),
    "gmina_twice": Text(
        "meaning",
        "Ta gmina stoi w porozumieniu drugi raz (pierwszy: {first}).",
        "This gmina stands in the agreement twice (first: {first}).",
    ),
    "gmina_not_agreed": Text(
        "nota",
        "Gminy {gmina} nie ma w porozumieniu, a nota musi podać jej nazwę i adres.",
        "The gmina {gmina} is not in the agreement, and its nota must name it with its address.",
    ),
    "number_taken": Text(
        "nota",
        "Ten numer ma już zapisana nota; podaj dalszy: --first-number.",
        "A stored nota has this number already; give a later one: --first-number.",
    ),
    "number_twice": Text("nota", "Dwie zapisane noty mają ten sam numer.", "Two stored noty have the same number."),
    "nota_twice": Text(
        "nota",
        "Dla tej gminy i miesiąca {month} jest już nota {other}; zmienia ją tylko nota korygująca.",
        "There is a nota {other} for this gmina and the month {month} already; only a correcting nota changes it.",
    ),
    "correction_adrift": Text(
        "nota",
        "Nota korygująca {number} nie łączy się z żadną zapisaną: nie ma poprzedniej albo zaczyna się od innej kwoty.",
        "The correcting nota {number} follows none that is stored: the one before is missing, or has another amount.",
    ),
    "amount_altered": Text(
        "nota",
        "Kwota zapisanej noty {number} nie jest sumą tego, co w niej stoi.",
        "The amount of the stored nota {number} is not the sum of what stands on it.",
    ),
    "file_exists": Text(
        "nota",
        "Taki plik już jest i nie został zastąpiony; zastępuje go tylko opcja --overwrite.",
        "There is such a file and it was not replaced; only the option --overwrite replaces it.",
    ),
    "no_notas": Text(
        "nota",
        "W tym folderze nie ma żadnej zapisanej noty (pliku JSON piecza.nota/1).",
        "There is no stored nota in this folder (no JSON file piecza.nota/1).",
    ),
    "issued_early": Text(
        "nota",
        "Korekta nie może mieć dnia wcześniejszego niż dokument, po którym następuje ({day}).",
        "A correction cannot have an earlier day than the document that it follows ({day}).",
    ),
    "reason_pesel": Text(
        "nota",
        "W przyczynie korekty jest coś, co wygląda na PESEL.",
        "The reason of the correction holds what looks like a PESEL.",
    ),
    "same_file": Text(
        "file",
        "To jest plik, z którego się czyta; podaj inną nazwę.",
        "This is the file that is read; give another name.",
    ),
    "folder_unwritable": Text(
        "nota",
        "Nie można zapisać w tym folderze ({reason_pl}); niczego nie zapisano.",
        "Nothing can be written to this folder ({reason_en}); nothing was written.",
    ),
    "law_changed": Text(
        "notice",
        "Od poprzedniej noty zmieniły się dane prawne ({law}), na których oparto wyliczenie.",
        "The law data ({law}) of the calculation have changed since the nota before.",
    ),
    "powiat_differs": Text(
        "meaning",
        "Porozumienia podają różne dane powiatu.",
        "The agreements name different powiats.",
    ),
}
"""The codes of agreements and noty with their sentences."""
