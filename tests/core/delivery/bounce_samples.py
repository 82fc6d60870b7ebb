"""Mails that never were: reports, complaints and answers, made up for the tests."""

from email.message import EmailMessage

ORIGINAL = "From: news@cockpit.example\r\nTo: ivan@alpha.example\r\nSubject: Offer\r\n\r\nHello"


def report(
    fields: str,
    *,
    told: str = "This is the mail system.",
    kind: str = "delivery-status",
    headers: str = "",
    original: str = ORIGINAL,
) -> bytes:
    """A report in RFC 3464's form; `fields` are those of its recipients."""
    return (
        "Return-Path: <>\r\n"
        "From: Mail Delivery System <MAILER-DAEMON@mx.example>\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        f"{headers}"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"\r\n\r\n'
        "--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"{told}\r\n"
        f"--cut\r\nContent-Type: message/{kind}\r\n\r\n"
        f"Reporting-MTA: dns; mx.example\r\n\r\n{fields}\r\n"
        f"--cut\r\nContent-Type: message/rfc822\r\n\r\n{original}\r\n--cut--\r\n"
    ).encode()


def of(address: str, status: str, diagnostic: str = "", *, action: str = "failed") -> str:
    """The fields of one recipient."""
    said = f"Diagnostic-Code: smtp; {diagnostic}\r\n" if diagnostic else ""
    return (
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n{said}"
    )


def complaint(about: str = "ivan@alpha.example", kind: str = "abuse") -> bytes:
    """A complaint in RFC 5965's form."""
    return (
        "From: feedback@provider.example\r\nSubject: Abuse report\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="cut"\r\n\r\n'
        "--cut\r\nContent-Type: text/plain\r\n\r\nThis is an abuse report.\r\n"
        "--cut\r\nContent-Type: message/feedback-report\r\n\r\n"
        f"Feedback-Type: {kind}\r\nUser-Agent: Loop/1\r\nOriginal-Rcpt-To: {about}\r\n\r\n"
        f"--cut\r\nContent-Type: message/rfc822\r\n\r\n{ORIGINAL}\r\n--cut--\r\n"
    ).encode()


def mail(text: str, **headers: str) -> bytes:
    """A mail in words; headers by name, with “_” for “-”."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()
