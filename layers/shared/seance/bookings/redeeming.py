"""Coming by an invitation link (M32, R22): the use is taken in the transaction that writes the booking."""

from collections.abc import Callable
from dataclasses import replace

from pynamodb.transactions import TransactWrite

from seance.bookings import store
from seance.bookings.invite_links import InviteLinkItem, RedemptionItem, check_open, find_by
from seance.bookings.model import LIVE, WAITING, Booking, ask, decide, has_room
from seance.bookings.store import Situation
from seance.cloud import concurrency, keys
from seance.cloud.clock import now
from seance.cloud.tables import stamp
from seance.errors import NotFound
from seance.events import clashes
from seance.people.model import check_not_blocked
from seance.people.newcomers import welcome
from seance.web.user import User


def redeem(token: str, user: User) -> tuple[Booking, Situation]:
    """The guest's booking by the link: with a seat where the host lets in without approval, else as one who asks.

    Who has used it already is answered with the booking there is, and comes back by it for the same use.
    """

    def work() -> tuple[Booking, Situation]:
        link = find_by(token)
        at = store.situation(link.event_id, user.id)
        if at.event.is_hidden_from(user.id):
            raise NotFound
        check_not_blocked(at.blocks, at.event.host_id)
        mark = RedemptionItem.of(keys.redemption(user.id, link.id))
        has_used = RedemptionItem.find((mark.pk, mark.sk)) is not None
        if not (has_used and at.booking and at.booking.status in LIVE):
            check_open(link, has_used=has_used)
        booking = _by(link, at, user.id)
        if booking == at.booking:
            return booking, at
        at = store.with_room(at)
        at = replace(at, guest=at.guest or welcome(user))
        use = None if has_used else _use(link, user.id)
        return store.write(at.booking, booking, at, also=use), at

    with clashes.named():
        return concurrency.decide(work)


def _by(link: InviteLinkItem, at: Situation, guest_id: str) -> Booking:
    """What the guest's booking becomes by the link."""
    was, moment = at.booking, now()
    event = replace(at.event, approval="automatic") if link.skip_approval else at.event
    room = was is not None and (was.extra_seat or has_room(at.seats, was.seats))
    if was and was.status == "invited" and room:
        return decide("accept", at.event, at.seats, was, guest_id, None, moment)
    if was and was.status in WAITING and link.skip_approval and room:
        return decide("approve", at.event, at.seats, was, link.made_by, None, moment)
    booking = ask(event, at.seats, was, guest_id, None, moment)
    return booking if booking == was else replace(booking, invited_by=link.made_by)


def _use(link: InviteLinkItem, guest_id: str) -> Callable[[TransactWrite], None]:
    """One use less, on the condition that there is one, and the guest's mark."""

    def add(writes: TransactWrite) -> None:
        left = (InviteLinkItem.used == link.used) & (InviteLinkItem.revoked == False)  # noqa: E712
        writes.update(
            InviteLinkItem.of(keys.invite_link(link.id)),
            actions=[InviteLinkItem.used.set(link.used + 1), *stamp(InviteLinkItem)],
            condition=left,
        )
        mark = RedemptionItem.of(
            keys.redemption(guest_id, link.id), event_id=link.event_id, redeemed_at=now()
        )
        writes.save(mark, condition=RedemptionItem.pk.does_not_exist())

    return add
