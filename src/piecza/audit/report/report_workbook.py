"""An audit as a workbook: its sums, a sheet for each kind of finding, and every step of the figures as a formula.

A text is never a formula, an amount is a number with exactly its digits, a day is a day. The same audit gives the same
bytes.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import BASES, CLAIMANTS, LIMITATION, Claim, Claims
from piecza.audit.finding_codes import CODES, FINDINGS, SORTS
from piecza.audit.findings import Checked
from piecza.audit.report.answer import TITLE, answer, by_sort, issuer_said, issuers, series_said, stamps
from piecza.audit.report.calculations import kind_said, workings
from piecza.audit.report.claim_tables import UNSURE, papers
from piecza.audit.report.step_sheet import step_sheet
from piecza.dues.delay_interest import Interest
from piecza.dues.limitation_days import Term
from piecza.errors.problems import needs
from piecza.language.messages import in_lang
from piecza.language.old_writing import capital, months_said, written_day
from piecza.language.text import Lang, said
from piecza.money import to_decimal
from piecza.readings import READINGS
from piecza.render.workbook import DAY, MONEY, NUMBER, TEXT, Book, Field, Sheet, SheetValue


def report_xlsx(audit: Audit, money: Claims, lang: Lang = "pl") -> bytes:
    """An audit and what follows from it in money as an xlsx workbook. Needs the extra ``files``.

    A sheet holds as many rows as a spreadsheet can; how many more there are is said in its last row.
    """
    with needs("files"):
        from xlsxwriter import Workbook  # type: ignore[import-untyped]
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as workbook:
        book = Book(workbook, TITLE[lang])
        _summary(book, audit, money, lang)
        _Findings(audit, money, lang).write(book)
        step_sheet(book, audit, lang)
    return made.getvalue()


# The summary


def _summary(book: Book, audit: Audit, money: Claims, lang: Lang) -> None:
    sheet = book.sheet(in_lang(lang, "Podsumowanie", "Summary"), [46, 18, 18, 18, 18])
    sheet.title(TITLE[lang])
    sheet.line(months_said(audit.first, audit.last, lang))
    sheet.amount(in_lang(lang, "Naliczono za dużo", "Charged too much"), audit.sums.over)
    sheet.amount(in_lang(lang, "Naliczono za mało", "Charged too little"), audit.sums.under)
    for text in answer(audit):
        sheet.line(text[lang])
    sheet.line(f"piecza {audit.version}")
    for stamp in stamps(audit):
        verified = written_day(date.fromisoformat(stamp["verified_until"]), lang)
        sheet.line(f"{stamp['id']}, {in_lang(lang, 'sprawdzono do', 'verified until')} {verified}, {stamp['sha256']}")
    for heading, by_name in _all_sums(audit, lang):
        rows = [(name, sums.charges, sums.over, sums.under, sums.over - sums.under) for name, sums in by_name.items()]
        sheet.table(heading, _sum_fields(lang), rows, lang)
    interest = (
        (in_lang(lang, "Odsetki za płatności po terminie", "Interest on payments that came late"), money.late_interest),
        (in_lang(lang, "Odsetki od zwrotu nadpłat", "Interest on refunds"), money.refund_interest),
    )
    amounts = (Field(in_lang(lang, "Odsetki", "Interest"), TEXT, 46), Field(in_lang(lang, "Kwota", "Amount"), MONEY))
    sheet.table(in_lang(lang, "Odsetki za opóźnienie", "Interest for delay"), amounts, interest, lang)
    sheet.lines(
        in_lang(lang, "Według jakich wykładni liczą wystawcy", "By which readings the issuers seem to work"),
        [series_said(series, audit)[lang] for series in audit.series],
    )
    taken = {"": audit.readings, **{f", gmina {code}": readings for code, readings in sorted(audit.agreed.items())}}
    for whose, readings in taken.items():
        chosen = readings.model_dump()
        sheet.lines(
            in_lang(lang, "Wykładnie audytu", "The readings of the audit") + whose,
            [f"{name} = {option}: {READINGS[name].texts[option][lang]}" for name, option in chosen.items() if option],
        )
    sheet.lines(in_lang(lang, "Czego nie zbadano", "What was not looked at"), audit.left_out)
    sheet.lines(in_lang(lang, "Uwagi", "Notices"), [notice["message"][lang] for notice in audit.notices])


def _all_sums(audit: Audit, lang: Lang) -> Iterator[tuple[str, dict[str, Sums]]]:
    sorts, codes = by_sort(audit), audit.by_code()
    yield (
        in_lang(lang, "Błędy a inne wykładnie", "Mistakes and other readings"),
        {SORTS[sort][lang]: sums for sort, sums in sorts.items()},
    )
    yield in_lang(lang, "Według lat", "By year"), audit.by_year()
    yield (
        in_lang(lang, "Według ustaleń", "By finding"),
        {FINDINGS[code][lang]: codes[code] for code in CODES if code in codes},
    )
    yield (
        in_lang(lang, "Według wystawców", "By issuer"),
        {said(issuer_said(name), lang): sums for name, sums in issuers(audit).items()},
    )
    totals = in_lang(lang, "(noty łączne)", "(totals of noty)")
    yield (
        in_lang(lang, "Według dzieci", "By child"),
        {child or totals: sums for child, sums in audit.by_child().items()},
    )


def _sum_fields(lang: Lang) -> tuple[Field, ...]:
    return (
        Field(in_lang(lang, "Co", "What"), TEXT, 46),
        Field(in_lang(lang, "Ile", "Number"), NUMBER, total=True),
        Field(in_lang(lang, "Za dużo", "Too much"), MONEY, total=True),
        Field(in_lang(lang, "Za mało", "Too little"), MONEY, total=True),
        Field(in_lang(lang, "Saldo", "Balance"), MONEY, total=True),
    )


# A sheet for each kind of finding


class _Findings:
    """The comparisons of an audit, kind by kind."""

    def __init__(self, audit: Audit, money: Claims, lang: Lang) -> None:
        self.audit, self.lang = audit, lang
        self.claims = {id(claim.checked): claim for claim in money.claims}
        self.refunds = {id(refund.checked): refund.interest for refund in money.refunds}
        self.late = {id(late.charge): late.interest for late in money.late}

    def write(self, book: Book) -> None:
        """The sheets; the one of charges that are right comes last."""
        by_code: dict[str, list[tuple[int, Checked]]] = {}
        for number, checked in enumerate(self.audit, 1):
            by_code.setdefault(checked.finding.code, []).append((number, checked))
        for code in (*CODES[1:], CODES[0]):
            if numbered := by_code.get(code):
                fields = self._fields(right=code == "correct")
                sheet: Sheet = book.sheet(FINDINGS[code][self.lang], [field.width for field in fields])
                sheet.list(
                    fields, (self._row(number, checked) for number, checked in numbered), len(numbered), self.lang
                )

    def _fields(self, *, right: bool) -> tuple[Field, ...]:
        texts = in_lang(self.lang, _PL, _EN).split(";")
        looks = _LOOKS[: 14 if right else None]
        return tuple(Field(text, look, width, total) for text, (look, width, total) in zip(texts, looks, strict=False))

    def _row(self, number: int, checked: Checked) -> tuple[SheetValue, ...]:
        lang, finding = self.lang, checked.finding
        charges = checked.charged
        values: list[SheetValue] = [
            number,
            checked.child or in_lang(lang, "wszystkie dzieci noty", "all children of the nota"),
            checked.gmina,
            str(checked.first),
            str(checked.last),
            kind_said(checked.kind)[lang] if checked.kind else in_lang(lang, "wszystkie", "all"),
            papers(checked),
            *(_one_day([getattr(charge, name) for charge in charges], lang) for name in ("issued", "due", "paid")),
            checked.due,
            checked.amount,
            checked.difference,
            self._interest([self.late[id(charge)] for charge in charges if id(charge) in self.late]),
        ]
        if finding.code == "correct":
            return tuple(values)
        values += [
            finding.message[lang],
            "\n".join(text[lang] for text in workings(finding.evidence)) if finding.evidence else None,
            " ".join(other.message[lang] for other in checked.findings[1:]) or None,
            *self._claim(self.claims.get(id(checked))),
            self._interest([self.refunds[id(checked)]] if id(checked) in self.refunds else []),
        ]
        return tuple(values)

    def _claim(self, claim: Claim | None) -> tuple[SheetValue, ...]:
        if claim is None:
            return (None,) * 6
        six, three = claim.limitation.six_years, claim.limitation.three_years
        return (
            CLAIMANTS[claim.by][self.lang],
            claim.start,
            BASES[claim.basis][self.lang],
            six.last,
            three.last,
            self._unsure(six, three),
        )

    def _unsure(self, six: Term, three: Term) -> str | None:
        names = (six, LIMITATION["six_years"]), (three, LIMITATION["three_years"])
        reasons = [f"{words[self.lang]}: {term.reason[self.lang]}" for term, words in names if term.reason]
        return f"{capital(UNSURE[self.lang].strip(' ()'))}: {'; '.join(reasons)}" if reasons else None

    def _interest(self, amounts: Sequence[Interest]) -> Decimal | None:
        return to_decimal(sum(interest.grosze for interest in amounts)) if amounts else None


def _one_day(days: Sequence[date | None], lang: Lang) -> SheetValue:
    """A day; several as a text."""
    known = sorted({day for day in days if day})
    if len(known) > 1:
        return "; ".join(written_day(day, lang) for day in known)
    return known[0] if known else None


_PL = (
    "Nr;Dziecko;Gmina;Miesiąc od;Miesiąc do;Koszty;Nota, wystawca;Wystawiono;Termin płatności;Zapłacono;Należało;"
    "Naliczono;Różnica;Odsetki za zwłokę w zapłacie;Dlaczego;Wyliczenie;Kwotę tłumaczy także;Kto może żądać;"
    "Wymagalne od;Liczone jako;Przedawnienie: 6 lat;Przedawnienie: 3 lata;Co niepewne;Odsetki od zwrotu"
)
_EN = (
    "No.;Child;Gmina;First month;Last month;Costs;Nota, issuer;Issued;Payment due;Paid;Due;"
    "Charged;Difference;Interest on late payment;Why;Calculation;What explains the amount as well;Who may claim;"
    "Enforceable from;Taken as;Limitation: 6 years;Limitation: 3 years;What is not sure;Interest on the refund"
)
_LOOKS = (
    (NUMBER, 7, False), (TEXT, 16, False), (TEXT, 10, False), (TEXT, 11, False), (TEXT, 11, False), (TEXT, 16, False),
    (TEXT, 22, False), (DAY, 12, False), (DAY, 12, False), (DAY, 12, False), (MONEY, 13, True), (MONEY, 13, True),
    (MONEY, 13, True), (MONEY, 13, True), (TEXT, 60, False), (TEXT, 46, False), (TEXT, 50, False), (TEXT, 10, False),
    (DAY, 12, False), (TEXT, 20, False), (DAY, 14, False), (DAY, 14, False), (TEXT, 30, False), (MONEY, 13, True),
)  # fmt: skip
