"""The sentences of what can be wrong with an agreement, and when noty are issued and corrected."""

from piecza.language.text import Text

NOTA_TEXTS: dict[str, dict[str, Text]] = {
    "document": {
        "extra_missing": Text(
            pl="Brakuje biblioteki {module}; zainstaluj dodatek: pip install 'piecza[{extra}]'.",
            en="The library {module} is missing; install the extra: pip install 'piecza[{extra}]'.",
        ),
        "not_toml": Text(
            pl="To nie jest poprawny TOML ({reason}).",
            en="This is not valid TOML ({reason}).",
        ),
    },
    "shape": {
        "nip_format": Text(
            pl="NIP ma dziesięć cyfr.",
            en="A NIP has ten digits.",
        ),
        "nip_checksum": Text(
            pl="Cyfra kontrolna NIP się nie zgadza.",
            en="The NIP is wrong: its check digit does not fit.",
        ),
        "account_format": Text(
            pl="Numer rachunku ma 26 cyfr.",
            en="A bank account has 26 digits.",
        ),
        "account_checksum": Text(
            pl="Cyfry kontrolne numeru rachunku się nie zgadzają.",
            en="The account is wrong: its check digits do not fit.",
        ),
        "number_pattern": Text(
            pl="Wzór numeru musi zawierać {{nr}}, a poza nim może zawierać {{symbol}}, {{mm}} i {{rrrr}}.",
            en="The pattern of a number must hold {{nr}}, and may hold {{symbol}}, {{mm}} and {{rrrr}}.",
        ),
        "due_days": Text(
            pl="Termin płatności to od 0 do 366 dni.",
            en="A term of payment is from 0 to 366 days.",
        ),
        "text_empty": Text(
            pl="Ten tekst nie może być pusty.",
            en="This text must not be empty.",
        ),
    },
    "meaning": {
        "gmina_twice": Text(
            pl="Ta gmina stoi w porozumieniu drugi raz (pierwszy: {first}).",
            en="This gmina stands in the agreement twice (first: {first}).",
        ),
        "powiat_differs": Text(
            pl="Porozumienia podają różne dane powiatu.",
            en="The agreements name different powiats.",
        ),
    },
    "nota": {
        "gmina_not_agreed": Text(
            pl="Gminy {gmina} nie ma w porozumieniu, a nota musi podać jej nazwę i adres.",
            en="The gmina {gmina} is not in the agreement, and its nota must name it with its address.",
        ),
        "number_taken": Text(
            pl="Ten numer ma już zapisana nota; podaj dalszy.",
            en="A stored nota has this number already; give a later one.",
        ),
        "number_twice": Text(
            pl="Dwie zapisane noty mają ten sam numer.",
            en="Two stored noty have the same number.",
        ),
        "nota_twice": Text(
            pl="Dla tej gminy i miesiąca {month} jest już nota {other}; zmienia ją tylko nota korygująca.",
            en="There is a nota {other} for this gmina and the month {month} already; only a correcting nota changes "
            "it.",
        ),
        "correction_adrift": Text(
            pl="Nota korygująca {number} nie łączy się z żadną zapisaną: nie ma poprzedniej albo zaczyna się od innej "
            "kwoty.",
            en="The correcting nota {number} follows none that is stored: the one before is missing, or has another "
            "amount.",
        ),
        "amount_altered": Text(
            pl="Kwota zapisanej noty {number} nie jest sumą tego, co w niej stoi.",
            en="The amount of the stored nota {number} is not the sum of what stands on it.",
        ),
        "file_exists": Text(
            pl="Taki plik już jest i nie został zastąpiony; zastępuje się go tylko na wyraźne życzenie (overwrite).",
            en="There is such a file and it was not replaced; it is only replaced where that is asked for (overwrite).",
        ),
        "no_file": Text(
            pl="Pod tą nazwą jest folder albo urządzenie, nie plik; trzeba podać inną nazwę.",
            en="A folder or a device has this name, no file; another name must be given.",
        ),
        "no_notas": Text(
            pl="W tym folderze nie ma żadnej zapisanej noty (pliku JSON piecza.nota/1).",
            en="There is no stored nota in this folder (no JSON file piecza.nota/1).",
        ),
        "issued_early": Text(
            pl="Korekta nie może mieć dnia wcześniejszego niż dokument, po którym następuje ({day}).",
            en="A correction cannot have an earlier day than the document that it follows ({day}).",
        ),
        "reason_pesel": Text(
            pl="W przyczynie korekty jest coś, co wygląda na PESEL.",
            en="The reason of the correction holds what looks like a PESEL.",
        ),
        "folder_unwritable": Text(
            pl="Nie można zapisać w tym folderze ({reason}); niczego nie zapisano.",
            en="Nothing can be written to this folder ({reason}); nothing was written.",
        ),
    },
    "file": {
        "same_file": Text(
            pl="To jest plik, z którego się czyta; podaj inną nazwę.",
            en="This is the file that is read; give another name.",
        ),
    },
    "notice": {
        "law_changed": Text(
            pl="Od poprzedniej noty zmieniły się dane prawne ({law}), na których oparto wyliczenie.",
            en="The law data ({law}) of the calculation have changed since the nota before.",
        ),
    },
}
"""The codes of agreements and noty with their sentences."""
