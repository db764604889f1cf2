"""The language of a page: `lang` at its head, else English. The theme knows but one for the whole site."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.localization import parse_locale
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: Any) -> None:
    config.theme["locale"] = parse_locale(page.meta.get("lang", "en"))
