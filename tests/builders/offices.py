"""Files as LibreOffice makes them of ours, on a computer that speaks Polish."""

import shutil
import subprocess

import pytest

_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1045,false,true,{},false,false,-1"
FORMS = {"csv": _CSV.format("false"), "csv as shown": _CSV.format("true"), "ods": "ods"}
"""Every sheet as one CSV – semicolons, UTF-8, days and amounts as the language has them, or as the cells show them – or
all in one workbook."""
_POLISH = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
    "<value>pl-PL</value></prop></item></oor:items>"
)


def converted(folder, tmp_path, form):
    """The workbooks of a folder in another form, in a folder of its own. Skipped where there is no LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not on PATH")
    settings = tmp_path / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_POLISH, encoding="utf-8")
    out = tmp_path / "converted"
    command = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", FORMS[form], "--outdir", str(out), *map(str, sorted(folder.iterdir()))]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out
