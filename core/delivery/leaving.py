"""How a contact leaves: the headers of every campaign mail, and the address in its text."""

from urllib.parse import quote

from core.campaigns.model import Campaign
from core.consent.model import EMAIL, ascii_domain, sendable
from core.delivery.marks import Marks
from core.delivery.model import DispatchId


def headers(marks: Marks, campaign: Campaign, dispatch_id: DispatchId) -> dict[str, str]:
    """RFC 2369's and RFC 2919's headers, RFC 8058's where contacts reach us over HTTPS, and
    Feedback-ID, in which nothing is of the recipient."""
    by_mail, there = mail_address(campaign, dispatch_id), marks.leaving(dispatch_id)
    domain = ascii_domain(campaign.sender_address.rpartition("@")[2])
    found = {
        "List-Unsubscribe": f"<{there}>, <{by_mail}>" if there else f"<{by_mail}>",
        "List-Id": f"<{campaign.id}.{domain}>",
        "Feedback-ID": f"{campaign.id}:campaign:cockpit",
    }
    if marks.has_one_click:
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def page(marks: Marks, campaign: Campaign, dispatch_id: DispatchId) -> str:
    """What `{{ unsubscribe_url }}` becomes: the page, or a mail where nobody reaches us."""
    return marks.leaving(dispatch_id) or mail_address(campaign, dispatch_id)


def mail_address(campaign: Campaign, dispatch_id: DispatchId) -> str:
    """A mail to the sender naming the dispatch, as an address."""
    subject = quote(f"unsubscribe {dispatch_id}")
    address = quote(sendable(EMAIL, campaign.sender_address), safe="@")
    return f"mailto:{address}?subject={subject}"
