"""The sentences of what can be wrong with an agreement, and when noty are issued and corrected."""

from piecza._messages import Text

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
    "powiat_differs": Text(
        "meaning",
        "Porozumienia podają różne dane powiatu.",
        "The agreements name different powiats.",
    ),
}
