"""Asking the pages of a self-review, and reading what they answer."""

import csv
import io
import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

AUDIT = "/ordinarily-available-provision/audit/"
FORM, SUMMARY, DOWNLOAD, CONTINUE = (
    f"{AUDIT}{name}/" for name in ("form", "summary", "download", "continue")
)
SAID = {
    "rating": "partly",
    "evidence": "Minutes of 3 May, £5 – “quoted”, café.\nSecond line.",
    "action": "Train everybody",
    "by_whom": "SENCo",
    "by_when": "1/3/2027",
}


def sent(choice=(), /, **answers) -> dict:
    """What the form sends: `AS1={"rating": "met"}`; `wording` where it is not the live one."""
    fields = {"audience": "setting", **dict(choice)}
    for code, said in answers.items():
        given = {"wording": f"The setting does {code}.", **said}
        fields |= {f"{code}-{name}": value for name, value in given.items()}
    return fields


def text_of(response, status=200) -> str:
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def fields_of(page: str) -> dict:
    """What a browser would send of a page's form as it stands; buttons left out."""
    fields = {}
    for tag in re.findall(r"<input [^>]*>", page):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" not in given or given.get("type") == "file":
            continue
        if given.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        fields.setdefault(given["name"], []).append(unescape(given.get("value", "")))
    for name, text in re.findall(
        r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL
    ):
        fields[name] = [unescape(text)]
    return fields


def downloaded(client, data, kind) -> bytes:
    response = client.post(DOWNLOAD, data | {"as": kind})
    assert response.status_code == 200
    return response.content


def uploaded(client, content: bytes, name="review.xlsx"):
    return client.post(CONTINUE, {"file": SimpleUploadedFile(name, content)})


def rows_of_csv(content: bytes, delimiter=",") -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    )


def sheet_of(content: bytes, number=0):
    return load_workbook(io.BytesIO(content)).worksheets[number]
