"""HTML documents read back: their tags, tables and texts, and the pictures in them."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

VOID = {"meta", "col"}
SVG = "{http://www.w3.org/2000/svg}"


class Read(HTMLParser):
    """The elements of a document in order, its tables as rows of cells, and its text; every element is closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.texts, self.tables, self.cell = [], [], [], [], None
        self.heads, self.head = [], None
        self.feed(text)
        self.close()
        assert not self.open

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if tag == "table":
            heading = self.heads[-1][1] if self.heads else ""
            self.tables.append({"heading": heading, "caption": "", "thead": [], "tbody": [], "tfoot": []})
        elif tag in ("thead", "tbody", "tfoot"):
            self.part = tag
        elif tag == "tr":
            self.tables[-1][self.part].append([])
        elif tag in ("td", "th"):
            self.cell = {"tag": tag, "text": "", **dict(attrs)}
            self.tables[-1][self.part][-1].append(self.cell)
        elif re.fullmatch("h[1-6]", tag):
            self.heads.append([int(tag[1]), ""])
            self.head = self.heads[-1]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in ("td", "th"):
            self.cell = None
        elif re.fullmatch("h[1-6]", tag):
            self.head = None

    def handle_data(self, data):
        self.texts.append(data)
        if self.cell is not None:
            self.cell["text"] += data
        if self.head is not None:
            self.head[1] += data
        if self.open and self.open[-1] == "caption":
            self.tables[-1]["caption"] += data

    @property
    def text(self):
        """All that a reader sees."""
        style = next(text for text in self.texts if "@page" in text)
        return "\n".join(text for text in self.texts if text is not style and text.strip())


def pictures(text):
    """The pictures of a document, each parsed as XML."""
    return [ElementTree.fromstring(picture) for picture in re.findall("<svg.*?</svg>", text, re.DOTALL)]


def grosze(text):
    """An amount as either language writes it, in grosze."""
    match = re.fullmatch(r"(−?)(?:PLN\u00a0)?([0-9\u00a0,]+)[.,]([0-9]{2})(?:\u00a0zł)?", text)
    assert match, text
    digits = re.sub("[\u00a0,]", "", match[2])
    return int(digits + match[3]) * (-1 if match[1] else 1)
