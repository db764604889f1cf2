"""The charges of one kind of finding as a table: figures, and below them reason, calculation and what else fits."""

from collections.abc import Iterator, Mapping, Sequence

from piecza.audit.claim import Claim
from piecza.audit.finding_codes import Code, heading
from piecza.audit.findings import Checked, Finding
from piecza.audit.report.calculations import kind_said, workings
from piecza.audit.report.claim_tables import claim_said, papers
from piecza.language.messages import in_lang
from piecza.language.old_writing import months_said
from piecza.language.text import Lang
from piecza.money import to_decimal
from piecza.render.grid import written
from piecza.render.html import Html, escaped, paragraph, scrolled
from piecza.render.page import MOST_ROWS, more, total

Numbered = tuple[int, Checked]
"""A comparison with its number in the audit, counted from 1."""


def finding_section(page: Html, code: Code, numbered: Sequence[Numbered], claims: Mapping[int, Claim]) -> None:
    """All charges of one kind; ``claims`` are by the number of the charge in the audit."""
    name, lang = page.name(), page.lang
    page.heading(f"{heading(code)[lang]} ({len(numbered)})", 3, name)
    page.raw(scrolled(name), '<table class="found">')
    caption = in_lang(lang, "Różnica powyżej zera: naliczono za dużo", "A difference above zero: charged too much")
    page.raw(f"<caption>{escaped(caption)}</caption>", *_head(lang))
    for number, checked in numbered[:MOST_ROWS]:
        page.raw(*_block(number, checked, claims.get(number), lang))
    page.raw(*_foot([checked for _, checked in numbered], lang), "</table>", "</div>")


def _head(lang: Lang) -> Iterator[str]:
    texts = in_lang(
        lang,
        "Nr;Dziecko;Gmina;Za miesiąc;Nota, wystawca;Należało (zł);Naliczono (zł);Różnica (zł)",
        "No.;Child;Gmina;Month;Nota, issuer;Due (PLN);Charged (PLN);Difference (PLN)",
    ).split(";")
    cells = "".join(
        f'<th scope="col"{_RIGHT if at in (0, 5, 6, 7) else ""}>{escaped(text)}</th>' for at, text in enumerate(texts)
    )
    yield f"<thead><tr>{cells}</tr></thead>"


_RIGHT = ' class="right"'


def _block(number: int, checked: Checked, claim: Claim | None, lang: Lang) -> Iterator[str]:
    months = months_said(checked.first, checked.last, lang)
    if checked.kind:
        months += f", {kind_said(checked.kind)[lang]}"
    child = checked.child or in_lang(lang, "wszystkie dzieci noty", "all children of the nota")
    texts = "".join(f"<td>{escaped(text)}</td>" for text in (checked.gmina, months, papers(checked)))
    amounts = (checked.due_grosze, checked.charged_grosze, checked.difference_grosze)
    yield "<tbody>"
    yield (
        f'<tr><td class="right">{number}</td><th scope="rowgroup" class="name">{escaped(child)}'
        f"</th>{texts}{''.join(_amount('td', amount, lang) for amount in amounts)}</tr>"
    )
    yield '<tr class="why"><td colspan="8"><div>'
    yield from _why(checked, lang)
    if claim:
        yield paragraph(claim_said(claim, lang), "claim")
    yield "</div></td></tr>"
    yield "</tbody>"


def _amount(tag: str, grosze: int, lang: Lang) -> str:
    return f'<{tag} class="right whole">{escaped(written(to_decimal(grosze), lang))}</{tag}>'


def _why(checked: Checked, lang: Lang) -> Iterator[str]:
    """The likeliest finding with its figures, and the others."""
    yield paragraph(checked.finding.message[lang])
    yield from figures(checked.finding, lang)
    others = checked.findings[1:]
    if others:
        said = " ".join(f"({at}) {finding.message[lang]}" for at, finding in enumerate(others, 1))
        also = in_lang(lang, "Kwotę tłumaczy także:", "What explains the amount as well:")
        yield paragraph(f"{also} {said}", "also unsure")


def figures(finding: Finding, lang: Lang) -> Iterator[str]:
    """The calculation of a finding, line by line; where there is none, a sentence that says so."""
    if finding.evidence:
        yield from (paragraph(text, "figures") for text in (text[lang] for text in workings(finding.evidence)))
    elif finding.code not in ("not_charged", "correct", "unexplained"):
        text = in_lang(lang, "Z tych faktów nie wynika żadne wyliczenie kwoty.", "No calculation of it follows.")
        yield paragraph(text, "note unsure")


def _foot(comparisons: Sequence[Checked], lang: Lang) -> Iterator[str]:
    yield "<tfoot>"
    if len(comparisons) > MOST_ROWS:
        yield _sum(more(len(comparisons) - MOST_ROWS, lang), comparisons[MOST_ROWS:], lang)
    yield _sum(total(lang), comparisons, lang)
    yield "</tfoot>"


def _sum(label: str, comparisons: Sequence[Checked], lang: Lang) -> str:
    amounts = (
        sum(checked.due_grosze for checked in comparisons),
        sum(checked.charged_grosze for checked in comparisons),
        sum(checked.difference_grosze for checked in comparisons),
    )
    cells = "".join(_amount("td", amount, lang) for amount in amounts)
    return f'<tr><th scope="row" colspan="5">{escaped(label)}</th>{cells}</tr>'
