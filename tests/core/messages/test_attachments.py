"""Files that go with an e-mail: by what they are, small, and called nothing that harms."""

import io
import zipfile
from datetime import timedelta

import pytest

from core.journal import records as journal
from core.messages import actions as messages
from core.messages import attachments, records
from core.messages.attachments import MOST_BYTES, BadAttachment
from core.messages.model import Attachment, Channel, Template, TemplateId, Writing
from core.people.model import NotAllowed
from core.store.store import Store, Tx
from tests.conftest import ANA, CLEO, MONDAY

PDF = b"%PDF-1.7 offer"
WRITING = Writing("S", "<p>a</p>", "a")


def kept(tx: Tx, name: str = "offer.pdf", content: bytes = PDF) -> Attachment:
    return attachments.keep(tx, name=name, content=content, by=ANA, at=MONDAY)


def saved(tx: Tx, *files: Attachment) -> Template:
    return messages.save(
        tx,
        TemplateId("m1"),
        name="Fiber",
        writings=[WRITING],
        note="",
        attachments=files,
        by=ANA,
        at=MONDAY,
    )


def archive(*members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for member in members:
            file.writestr(member, "x")
    return content.getvalue()


def test_a_file_is_kept_once_and_goes_with_the_version_it_was_saved_with(store: Store) -> None:
    with store.transaction() as tx:
        one, other = kept(tx), kept(tx, "copy.pdf")
        first = saved(tx, one)
        second = saved(tx, one, other)

        assert first.content != second.content
        assert records.get(tx, TemplateId("m1")) == second
        assert records.version(tx, TemplateId("m1"), 1) == first
        assert attachments.contents(tx, second.attachments) == [(one, PDF), (other, PDF)]


def test_files_that_no_message_was_saved_with_are_forgotten_after_a_week(store: Store) -> None:
    def keep(content: bytes, *, days: int) -> Attachment:
        at = MONDAY + timedelta(days=days)
        return attachments.keep(tx, name="a.pdf", content=content, by=ANA, at=at)

    with store.transaction() as tx:
        used, lost = keep(PDF, days=0), keep(PDF + b"lost", days=0)
        again = keep(PDF + b"again", days=0)
        first = saved(tx, used)
        saved(tx, keep(PDF + b"other", days=0))  # the next version has another
        keep(PDF + b"again", days=6)
        late = keep(PDF + b"late", days=8)

        assert records.kept_files(
            tx, {used.digest, lost.digest, again.digest, late.digest}
        ) == {
            used.digest,
            again.digest,
            late.digest,
        }
        assert attachments.contents(tx, first.attachments) == [(used, PDF)]
        (swept,) = journal.about(tx, "files")
        assert swept.details == {"files": 1}
        with pytest.raises(BadAttachment, match="waited too long"):
            saved(tx, lost)


def test_who_knows_nothing_of_attachments_loses_none(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx, kept(tx))

        after = messages.save(
            tx,
            TemplateId("m1"),
            name="Fiber",
            writings=[Writing("New", "<p>a</p>", "a")],
            note="",
            by=ANA,
            at=MONDAY,
        )

        assert [one.name for one in after.attachments] == ["offer.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("offer.exe", b"MZ", "unknown-kind"),
        ("offer.pdf.exe", PDF, "unknown-kind"),
        ("offer", PDF, "nameless"),
        (".pdf", PDF, "nameless"),
        ("offer.pdf", b"MZ\x90", "not-what-it-says"),
        ("offer.pdf", b"<html>", "not-what-it-says"),
        ("photo.png", PDF, "not-what-it-says"),
        ("list.csv", b"a;\x00b", "not-what-it-says"),
        ("list.txt", b"\xff\xfe", "not-what-it-says"),
        ("price.xlsx", archive("word/document.xml"), "not-what-it-says"),
        ("price.xlsx", b"PK\x03\x04broken", "not-what-it-says"),
        ("price.xlsx", archive("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        ("offer.pdf", b"", "empty"),
        ("offer.pdf", PDF + b" " * MOST_BYTES, "too-large"),
    ],
)
def test_what_does_not_go_with_a_message_is_refused(
    store: Store, name: str, content: bytes, key: str
) -> None:
    with store.transaction() as tx, pytest.raises(BadAttachment) as refused:
        kept(tx, name, content)

    assert refused.value.key == f"attachments-{key}"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/offer.pdf", "offer.pdf"),
        ("C:\\temp\\offer.pdf", "offer.pdf"),
        ("of\r\nBcc: a@b.example\r\n\r\nfer.pdf", "of Bcc_ a@b.example fer.pdf"),
        ("fdp.\u202eoffer.pdf", "fdp.offer.pdf"),
        ('a";x="b.pdf', "a__x=_b.pdf"),
        ("предложение " * 20 + ".pdf", None),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(name: str, shown: str | None) -> None:
    tidied = attachments.tidy(name)

    assert tidied.isprintable()
    assert len(tidied) <= 120
    assert tidied.endswith(".pdf")
    assert shown is None or tidied == shown


def test_files_go_with_an_email_only_and_few_small_ones_of_different_names(
    store: Store,
) -> None:
    with store.transaction() as tx:
        big = [kept(tx, f"{n}.txt", b"x" * 2_000_000 + bytes([48 + n])) for n in range(3)]
        with pytest.raises(BadAttachment, match="6"):
            saved(tx, *big)
        with pytest.raises(BadAttachment, match="OFFER"):
            saved(tx, kept(tx), kept(tx, "OFFER.pdf"))
        with pytest.raises(BadAttachment, match="11"):
            saved(tx, *(kept(tx, f"{n}.pdf") for n in range(11)))
        with pytest.raises(BadAttachment, match="only"):
            attachments.check(Channel.SMS, [kept(tx)])


def test_only_who_may_write_keeps_a_file(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(NotAllowed):
        attachments.keep(tx, name="a.pdf", content=PDF, by=CLEO, at=MONDAY)
