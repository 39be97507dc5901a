"""A channel that takes no more messages is disconnected, and its user told in the inbox."""

from seance.channels.store import ChannelItem
from seance.cloud.clock import now
from seance.cloud.decisions import Outrun, transaction
from seance.notices import store as notices
from seance.people.store import switch


def lose(connection: ChannelItem) -> None:
    """Both in one write, and only this very connection: one that was made anew meanwhile stays."""
    notice = notices.of_lost_channel(
        connection.user_id, connection.channel, now(), connection.sealed
    )
    try:
        with transaction() as writes:
            writes.delete(connection, condition=ChannelItem.sealed == connection.sealed)
            writes.save(notice, condition=notices.NoticeItem.pk.does_not_exist())
    except Outrun:
        if _stands(connection):
            raise
        return
    switch(connection.user_id, connection.channel, on=False)


def _stands(connection: ChannelItem) -> bool:
    found = ChannelItem.find((connection.pk, connection.sk))
    return found is not None and found.sealed == connection.sealed
