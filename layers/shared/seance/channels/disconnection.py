"""A channel that takes no more messages is disconnected, and its user told in the inbox."""

from seance.channels.store import ChannelItem, devices
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction
from seance.notices import store as notices
from seance.people.store import add_switch


def lose(connection: ChannelItem) -> None:
    """All in one write, and only this very connection: one that was made anew meanwhile stays."""
    user_id, channel = connection.user_id, connection.channel
    notice = notices.of_lost_channel(user_id, channel, now(), connection.sealed)

    def work() -> None:
        if not _stands(connection):
            return
        browsers = devices(user_id) if channel == "push" else []
        with transaction() as writes:
            writes.delete(connection, condition=ChannelItem.sealed == connection.sealed)
            writes.save(notice, condition=notices.NoticeItem.pk.does_not_exist())
            if len(browsers) <= 1:  # the others still get pushes
                add_switch(writes, user_id, channel, on=False)

    decide(work)


def _stands(connection: ChannelItem) -> bool:
    found = ChannelItem.find((connection.pk, connection.sk))
    return found is not None and found.sealed == connection.sealed
