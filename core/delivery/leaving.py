"""How a contact leaves: the headers of every campaign mail, and the address in its text."""

from functools import lru_cache
from urllib.parse import quote

from core.campaigns.model import Campaign
from core.consent.model import EMAIL, ascii_domain, sendable
from core.delivery.marks import Marks
from core.delivery.model import DispatchId


def shared_headers(marks: Marks, campaign: Campaign) -> dict[str, str]:
    """Those that all mails of a campaign share: RFC 2919's, RFC 8058's where contacts reach us
    over HTTPS, and Feedback-ID, in which nothing is of the recipient."""
    domain = ascii_domain(campaign.sender_address.rpartition("@")[2])
    found = {
        "List-Id": f"<{campaign.id}.{domain}>",
        "Feedback-ID": f"{campaign.id}:campaign:cockpit",
    }
    if marks.has_one_click:
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def own_headers(there: str, by_mail: str) -> dict[str, str]:
    """RFC 2369's header of one mail: the page to leave by, if there is one, and the mail."""
    found = f"<{there}>, <{by_mail}>" if there else f"<{by_mail}>"
    return {"List-Unsubscribe": found}


def page(marks: Marks, campaign: Campaign, dispatch_id: DispatchId) -> str:
    """What `{{ unsubscribe_url }}` becomes: the page, or a mail where nobody reaches us."""
    return marks.leaving(dispatch_id) or mail_address(campaign, dispatch_id)


def mail_address(campaign: Campaign, dispatch_id: DispatchId) -> str:
    """A mail to the sender naming the dispatch, as an address."""
    named = (
        dispatch_id if dispatch_id.isascii() and dispatch_id.isalnum() else quote(dispatch_id)
    )
    address = _quoted_address(campaign.sender_address)
    return f"mailto:{address}?subject=unsubscribe%20{named}"


@lru_cache(maxsize=64)
def _quoted_address(address: str) -> str:
    return quote(sendable(EMAIL, address), safe="@")
