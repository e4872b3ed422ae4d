"""Writing accounts: one-time links, login, who guides what."""

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.begeleider import rules, wachtwoord
from dialoog.begeleider.errors import EmailBezet, LinkGebruikt, LinkOngeldig
from dialoog.begeleider.facts import BegeleiderErbij, InlogVoorbij
from dialoog.begeleider.links import Link
from dialoog.begeleider.models import Begeleider, Begeleiding, GebruikteLink
from dialoog.begeleider.queries import find_by_email, has_accounts, inlog_nonce, is_used
from dialoog.database import db, remember_fact, transaction
from dialoog.errors import BadInput
from dialoog.opgave.models import Dialoog
from dialoog.verslag.service import announce


def use_link(link: Link, naam: str, email: str, nieuw: str) -> int:
    """Make the account of a link, or give the existing one its new password; returns its number.

    `email` counts only where the link names none (the first account). Raises LinkGebruikt, LinkOngeldig, EmailBezet,
    BadInput (`wachtwoord`).
    """
    address = link.email or rules.clean_email(email)
    wrong = rules.wachtwoord_fout(nieuw, address)
    if wrong:
        raise BadInput(wrong, velden={"wachtwoord": wrong})
    hashed = wachtwoord.hash_wachtwoord(nieuw)
    with transaction() as session:
        _use_up(session, link)
        account = find_by_email(session, address)
        if account is None:
            account = add_account(session, naam, address, hashed)
        elif link.doel == rules.ACCOUNT:
            account.wachtwoord = hashed
            account.sleutelversie += 1
            remember_fact(session, InlogVoorbij(account.id))
        else:
            raise EmailBezet("Dit e-mailadres heeft al een account. Log daarmee in.", velden={"email": "Log in."})
        _follow_dialoog(session, link, account)
        return account.id


def accept_uitnodiging(link: Link, begeleider_id: int) -> None:
    """Somebody who is logged in takes up an invitation for a dialogue. Sent twice: the same end.

    Raises LinkGebruikt, LinkOngeldig."""
    with transaction() as session:
        account = session.get_one(Begeleider, begeleider_id)
        if account.email != link.email:
            raise LinkOngeldig("Deze link is voor een ander e-mailadres. Log in met dat adres. Er is niets veranderd.")
        already = link.dialoog and session.get(Begeleiding, (account.id, link.dialoog)) is not None
        if is_used(session, link.nonce) and already:
            return
        _use_up(session, link)
        _follow_dialoog(session, link, account)


def check_login(email: str, typed: str) -> Begeleider | None:
    """The account when address and password fit, else None. An outdated hash is renewed."""
    account = find_by_email(db.session(), rules.clean_email(email))
    kept = account.wachtwoord if account else None
    if not wachtwoord.is_wachtwoord(kept, typed) or account is None or kept is None:
        return None
    if wachtwoord.is_outdated(kept):
        renewed = wachtwoord.hash_wachtwoord(typed)
        with transaction() as session:
            session.get_one(Begeleider, account.id).wachtwoord = renewed
    return find_by_email(db.session(), rules.clean_email(email))


def end_inlog(begeleider_id: int, inlog: str) -> None:
    """A login is over for good (use case): a copy of its cookie opens nothing any more. Twice is fine."""
    with transaction() as session:
        if first_time(session, inlog_nonce(inlog)):
            remember_fact(session, InlogVoorbij(begeleider_id, inlog))


def add_account(session: Session, naam: str, email: str, hashed: str) -> Begeleider:
    """A new account, in a running transaction. `hashed` comes from `wachtwoord.hash_wachtwoord`."""
    account = Begeleider(
        naam=naam, email=rules.clean_email(email), wachtwoord=hashed, sleutelversie=1, gemaakt=klok.nu()
    )
    session.add(account)
    session.flush()
    return account


def add_begeleiding(session: Session, begeleider_id: int, dialoog_id: int) -> bool:
    """Let somebody guide a dialogue, in a running transaction. False: was so already."""
    if session.get(Begeleiding, (begeleider_id, dialoog_id)) is not None:
        return False
    session.add(Begeleiding(begeleider_id=begeleider_id, dialoog_id=dialoog_id))
    session.flush()
    return True


def first_time(session: Session, nonce: str) -> bool:
    """Use up a nonce, in a running transaction. False: a form or link with it was used before."""
    if is_used(session, nonce):
        return False
    session.add(GebruikteLink(nonce=nonce, moment=klok.nu()))
    session.flush()
    return True


def why_not(session: Session, link: Link) -> str | None:
    """Why a link can no longer be used, for its page; None: it can."""
    if is_used(session, link.nonce):
        return "Met een link kan het maar één keer. Is het account gemaakt? Log dan in. Anders: vraag een nieuwe link."
    if link.doel == rules.EERSTE and has_accounts(session):
        return "Deze link was voor het eerste account, en dat is er al. Log in, of vraag een nieuwe link."
    return None


def _use_up(session: Session, link: Link) -> None:
    reason = why_not(session, link)
    if reason is not None or not first_time(session, link.nonce):
        raise LinkGebruikt(reason or "")


def _follow_dialoog(session: Session, link: Link, account: Begeleider) -> None:
    if link.dialoog is None or session.get(Dialoog, link.dialoog) is None:
        return
    if add_begeleiding(session, account.id, link.dialoog):
        announce(session, BegeleiderErbij(dialoog=link.dialoog, wie=account.naam, naam=account.naam))
