import zipfile
from io import BytesIO
from typing import Any

import pytest

from core.briefs import attaching, records
from core.briefs.files import BadFile, kind_of, safe_name
from core.store.store import Store
from tests.asking import BOOK, BRIEF, RITA, filed
from tests.conftest import MONDAY

PDF = b"%PDF-1.7\n..."


def office(*parts: str) -> bytes:
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return package.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("price.pdf", PDF, "application/pdf"),
        ("logo.PNG", b"\x89PNG\r\n\x1a\n..", "image/png"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("list.csv", "цена;590".encode(), "text/plain"),
        (
            "terms.docx",
            office("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_file_is_what_its_first_bytes_say(name: str, content: bytes, kind: str) -> None:
    assert kind_of(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("price.pdf", b"MZ\x90\x00"),
        ("price.exe", PDF),
        ("page.html", b"<script>"),
        ("list.txt", b"\x00\x01binary"),
        ("list.csv", b"\xff\xfe\x00"),
        ("list.txt", b"\x1b[31mred"),
        ("terms.docx", b"PK\x03\x04 broken"),
        ("terms.docx", office("xl/workbook.xml")),
        ("macro.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("everything.zip", office("word/document.xml")),
        ("", b""),
    ],
)
def test_what_is_not_what_it_says_is_not_kept(name: str, content: bytes) -> None:
    with pytest.raises(BadFile):
        kind_of(name, content)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\temp\цена.pdf", "цена.pdf"),
        ("a\x00b\u202egpj.pdf", "abgpj.pdf"),
        ("<img src=x>.pdf", "_img src=x_.pdf"),
        ("...", "file"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_can_do_nothing(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_file_is_kept_and_removed_for_good(store: Store) -> None:
    facts: Any = {"book": BOOK, "by": RITA, "at": MONDAY}
    with store.transaction() as tx:
        filed(tx)
        attaching.attach(tx, BRIEF, "f1", name="a/price.pdf", content=PDF, **facts)
        large = PDF + b"x" * BOOK.attachments.bytes
        with pytest.raises(BadFile):
            attaching.attach(tx, BRIEF, "f2", name="large.pdf", content=large, **facts)
        (kept,) = records.attachments(tx, BRIEF)
        content = attaching.content(tx, "f1", by=RITA)
        attaching.detach(tx, BRIEF, "f1", by=RITA, at=MONDAY)

        assert (kept.name, kept.bytes, content) == ("price.pdf", len(PDF), PDF)
        assert records.attachments(tx, BRIEF) == []
        assert attaching.content(tx, "f1", by=RITA) == b""
