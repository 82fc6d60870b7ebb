"""A person: somebody who works in the cockpit, their roles, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from core.foundation.refusal import Refusal

PersonId = NewType("PersonId", str)

LOCAL = "local"  # the house itself vouches, by e-mail and password
DEMO = "demo"  # the issuer that vouches for nobody: whoever comes may be any of its people


class Role(StrEnum):
    REQUESTER = "requester"
    MARKETER = "marketer"
    MARKETING_LEAD = "marketing_lead"  # the four kinds of approver, each its own role
    LEGAL = "legal"
    SECURITY = "security"
    PRODUCT_OWNER = "product_owner"
    ACCOUNT_MANAGER = "account_manager"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


APPROVERS = frozenset({Role.MARKETING_LEAD, Role.LEGAL, Role.SECURITY, Role.PRODUCT_OWNER})


class Permission(StrEnum):
    SEE_ACCOUNTS = "see_accounts"
    SEE_PERSONAL = "see_personal"  # names and addresses of contacts
    IMPORT = "import"
    SUPPRESS = "suppress"
    BRIEF = "brief"  # file briefs, supply and confirm their facts
    SEGMENT = "segment"  # build and save segments
    EXPORT = "export"  # take accounts out as a file; names only with `SEE_PERSONAL`
    WRITE = "write"  # build and save messages
    PLAN = "plan"  # make, edit and submit campaigns
    DECIDE = "decide"  # sit at the approvals desk; four eyes and the route say on what
    SEND = "send"  # start, pause, resume and stop a campaign that is approved
    CALL = "call"  # work the list of calls
    READ_RESULTS = "read_results"
    ADMINISTER = "administer"  # people, roles, settings, audit


_EVERYONE = frozenset(Role)
_MARKETING = frozenset({Role.MARKETER, Role.MARKETING_LEAD})

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.SEE_ACCOUNTS: _EVERYONE - {Role.REQUESTER},
    Permission.SEE_PERSONAL: _MARKETING | APPROVERS | {Role.ACCOUNT_MANAGER},
    Permission.IMPORT: _MARKETING | {Role.ADMINISTRATOR},
    Permission.SUPPRESS: _MARKETING | {Role.LEGAL, Role.ACCOUNT_MANAGER, Role.ADMINISTRATOR},
    Permission.BRIEF: _MARKETING | APPROVERS | {Role.REQUESTER},
    Permission.SEGMENT: _MARKETING,
    Permission.EXPORT: _MARKETING | {Role.ACCOUNT_MANAGER, Role.MANAGER},
    Permission.WRITE: _MARKETING,
    Permission.PLAN: _MARKETING,
    Permission.DECIDE: APPROVERS,
    Permission.SEND: _MARKETING,
    Permission.CALL: _MARKETING | {Role.ACCOUNT_MANAGER},
    Permission.READ_RESULTS: _EVERYONE,
    Permission.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Person:
    """Somebody known to the house. `issuer` and `subject` are how the sign-in names them."""

    id: PersonId
    issuer: str
    subject: str
    name: str
    email: str
    roles: frozenset[Role]
    language: str | None = None
    is_active: bool = True

    @property
    def is_made_up(self) -> bool:
        """Whether anybody may be this person: one of the demo's cast."""
        return self.issuer == DEMO

    def may(self, permission: Permission) -> bool:
        return self.is_active and bool(self.roles & PERMISSIONS[permission])


@dataclass(frozen=True)
class RolesSaid:
    """What is said of a person's roles, and what comes of it.

    `claimed`: by the provider's groups, none when they say nothing; `granted`: in the table;
    `is_narrowed`: whether an administrator has spoken, so that the table limits the claims.
    """

    granted: frozenset[Role]
    claimed: frozenset[Role] | None = None
    claimed_at: datetime | None = None
    is_narrowed: bool = True

    @property
    def effective(self) -> frozenset[Role]:
        if self.claimed is None:
            return self.granted
        return self.claimed & self.granted if self.is_narrowed else self.claimed


# Who the journal names when the house itself acts, at the back door and at night.
HOUSE_PERSON = Person(
    id=PersonId("house"),
    issuer="house",
    subject="house",
    name="House",
    email="",
    roles=frozenset({Role.ADMINISTRATOR}),
)


class NotAllowed(Refusal):
    """The person's roles do not reach this."""

    def __init__(self, person: Person, permission: Permission) -> None:
        super().__init__("people-not-allowed", person=person.name, permission=permission)
        self.person_id = person.id
        self.permission = permission


def require(person: Person, permission: Permission) -> None:
    """The first line of every verb: refuse whoever may not. Raises `NotAllowed`."""
    if not person.may(permission):
        raise NotAllowed(person, permission)
