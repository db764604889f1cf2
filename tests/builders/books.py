"""Workbooks written by hand, so that they can be wrong."""

import io
import zipfile

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/{}"'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    """A zip of names and texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def xlsx_parts(rows, before="", strings=None, main="xl/workbook.xml", sheet=None):
    """The parts of an xlsx with one sheet, from the XML of its rows."""
    parts = {
        "[Content_Types].xml": f"<Types {PACKAGE.format('content-types')}/>",
        "_rels/.rels": f'<Relationships {PACKAGE.format("relationships")}><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="{main}"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets><sheet name="pobyty" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {PACKAGE.format("relationships")}><Relationship Id="rId1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet or f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    return parts


def xlsx(rows, **more):
    """An xlsx with one sheet, from the XML of its rows."""
    return zipped(xlsx_parts(rows, **more))


def ods(rows, manifest="", after=""):
    """An ods with one table, from the XML of its rows."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{names}:{name}:1.0"' for name in ("office", "table", "text"))
    return zipped(
        {
            "mimetype": ODS,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{ODS}">{manifest}</manifest:file-entry></manifest:manifest>',
            "content.xml": f'<office:document-content {spaces} xmlns:calcext="urn:calcext"><office:body>'
            f'<office:spreadsheet><table:table table:name="pobyty">{rows}</table:table>{after}</office:spreadsheet>'
            "</office:body></office:document-content>",
        }
    )


def ods_row(*cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods_text(text, **attributes):
    """A cell of text; attributes by their names without the prefix that all have."""
    more = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods_empty(repeated=1):
    return f'<table:table-cell table:number-columns-repeated="{repeated}"/>'
