"""Whatever a text was written in, people read it."""

import pytest

from core.accounts.encoding import NotATable
from tests.core.accounts.conftest import HOSTILE_FILES, Reader, needs_shared, rows

TEXT = "account_id;name;city\n" + "".join(
    f"{n};Общество «Ромашка» {n};Нижний Новгород\n" for n in range(20)
)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1251", "cp1251"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_is_detected(reader: Reader, encoding: str, named: str) -> None:
    checked = reader.check(TEXT.encode(encoding))

    assert checked.layout.encoding == named
    assert rows(checked, "accounts")[0]["city"] == "Нижний Новгород"
    assert checked.report.accepted == 20


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_older_cyrillic_is_told_apart(reader: Reader, encoding: str) -> None:
    plain = TEXT.replace("«", '"').replace("»", '"')

    checked = reader.check(plain.encode(encoding))

    assert rows(checked, "accounts")[0]["city"] == "Нижний Новгород"


def test_western_letters_stay_western(reader: Reader) -> None:
    checked = reader.check("account_id;name\n1;Müller\n2;Böhm\n".encode("cp1252"))

    assert {row["name"] for row in rows(checked, "accounts")} == {"Müller", "Böhm"}


def test_a_late_broken_byte_does_not_turn_the_file_into_another_alphabet(
    reader: Reader,
) -> None:
    content = (TEXT * 400).encode() + b"99;\xff\xfe broken;x\n"

    checked = reader.check(content)

    assert rows(checked, "accounts")[0]["city"] == "Нижний Новгород"


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"PK\x03\x04abc", b"\x00\x01\x02" * 400, b"%PDF-1.7 x\n"]
)
def test_what_is_no_text_is_refused_with_a_sentence(reader: Reader, content: bytes) -> None:
    with pytest.raises(NotATable) as refused:
        reader.check(content)

    assert "Nothing was loaded" in str(refused.value)


def test_an_endless_line_is_refused(reader: Reader) -> None:
    with pytest.raises(NotATable, match="longer than a megabyte"):
        reader.check(b"a;b\n" + b"x" * (3 << 20))


@needs_shared
@pytest.mark.parametrize("name", ["cp1251.csv", "utf16.csv", "dup_headers.csv"])
def test_the_hostile_texts_are_read(reader: Reader, name: str) -> None:
    checked = reader.check(HOSTILE_FILES / name)

    assert checked.counts() == {"read": 1, "accepted": 1, "rejected": 0}
    if name != "dup_headers.csv":
        assert rows(checked, "contacts")[0]["first_name"] == "Иван"
