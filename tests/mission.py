"""`make mission`: which functions and tests stand for each row, rule and situation of the mission.

And `docs/walkthrough.md`, which shows the script of the walkthrough.

A test says what it is for in its name: `test_m14_…`, `test_r14_…`, `test_s10_…`, or several of them.
The functions of a row are named here. `tests/drift/test_mission.py` holds the page to both.
"""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.drift.template import functions, http_route

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "mission.md"
WALKTHROUGH = TESTS.parent / "docs" / "walkthrough.md"
MARK = re.compile(r"_([mrs]\d+)(?=_)")
Found = dict[str, list[tuple[str, str]]]  # mark → (file, test)

ROWS = {
    "M1": ("plan an event from a film's page", "CreateEvent"),
    "M2": (
        "edit, cancel with a reason, restore, delete",
        "UpdateEvent CancelEvent RestoreEvent DeleteEvent",
    ),
    "M3": ("list own events", "ListOwnEvents"),
    "M4": ("find others' events", "SearchEvents SuggestCities"),
    "M5": ("one event in full", "GetEvent GetPublicEvent"),
    "M6": (
        "share links, posts, calendar file and feed, preview",
        "GetCalendarFile CreateCalendarFeed GetCalendarFeed ShowEventPage DrawCard ShareEvent",
    ),
    "M7": (
        "ask for a seat, see own bookings",
        "RequestBooking GetBooking ListOwnBookings ConfirmBooking",
    ),
    "M8": (
        "list, approve, decline, remove; many at once",
        "ListBookings ApproveBooking DeclineBooking RemoveBooking DecideBookings",
    ),
    "M9": (
        "invite, accept, refuse",
        "InviteGuest AcceptBooking RefuseBooking RevokeBooking",
    ),
    "M10": ("withdraw, waitlist, promotion", "WithdrawBooking PromoteGuests"),
    "M11": ("moderators", "AddModerator RemoveModerator ListModerators"),
    "M12": ("profile, ratings, history", "GetUser UpdateMe ListUserEvents ListUserReviews"),
    "M13": (
        "follow, followers, block",
        "FollowUser UnfollowUser ListFollowing ListFollowers BlockUser UnblockUser ListBlocked",
    ),
    "M14": ("reviews and ratings", "WriteReview RemoveReview ListReviews"),
    "M15": ("export, delete the account", "ExportMe DeleteMe RemoveAccount"),
    "M16": (
        "chat, live",
        "PostMessage ListMessages EditMessage DeleteMessage CreateLiveTicket Converse PushNews",
    ),
    "M17": ("inbox, live", "ListNotices MarkNoticesRead DeliverNotices"),
    "M18": (
        "channels, choice, unsubscribe",
        "GetNoticeSettings SetNoticeSettings SendEmail DisconnectEmail ShowUnsubscribe Unsubscribe SendTelegram SendVk ConnectTelegram ConnectVk ConnectEmail DisconnectChannel StartTelegram HearTelegram",
    ),
    "M19": (
        "changes, answers, reminders",
        "TellOfChanges TellChange NotifyAudience RemindGuests FinishEvent FollowUp RefreshCopies",
    ),
    "M20": ("deferred reminders", "ListReminders SilenceReminder RestoreReminder"),
    "M21": ("short links", "FollowLink"),
    "M22": ("films", "SearchFilms GetFilm"),
    "M23": ("sign-up, sign-in, who am I", "GetMe"),
    "M24": (
        "OpenAPI document and page",
        "GetOpenapiDocument GetOpenapiPage AnswerUnknownRoute",
    ),
    "M25": ("Russian and English", ""),
    "M26": ("operations", "GetHealth ReconcileChanges WalkJourney"),
    "M27": ("the front door is open", "SearchPublicEvents SearchPublicFilms GetPublicFilm"),
    "M28": (
        "wishes: how many, and told when it is announced",
        "MakeWish WithdrawWish ListOwnWishes ListWishesOfFilm",
    ),
    "M29": ("my schedule, programmes", "GetSchedule CreateProgramme GetProgramme RequestProgramme"),
    "M30": (
        "proposals",
        "CreateProposal GetProposal VoteOnProposal FixProposal CancelProposal ListOwnProposals",
    ),
    "M31": ("parties: bring somebody", "LowerSeats RequestBooking InviteGuest"),
    "M32": (
        "invite anybody by a link or an e-mail address",
        "CreateInviteLink ListInviteLinks RevokeInviteLink OpenInvitation RedeemInvitation InviteGuest SendEmail Unsubscribe",
    ),
    "M33": ("the host tells all guests something", "AnnounceToGuests"),
    "M35": ("report, hide, suspend", "CreateReport ListReports ResolveReport RemoveAccount"),
    "M34": ("the door: ticket, check-in, who came", "ShowDoor CheckIn TakeAttendance ShowTicket"),
    "M36": (
        "an app on the phone: web push",
        "ConnectPush DisconnectChannel GetPushKey DeliverNotices SendPush",
    ),
    "M37": (
        "calm: quiet hours, daily digest",
        "GetNoticeSettings SetNoticeSettings DeliverNotices RefreshCopies SendEmail SendTelegram SendVk",
    ),
    "M38": ("cities by any name", "SuggestCities CreateEvent SearchEvents"),
    "M39": ("films with substance, shelves, language of a showing", "ListShelves"),
    "M40": ("Telegram as a face: buttons, commands", "HearTelegram SendTelegram DeliverNotices"),
    "M41": ("saved searches that tell", "SaveSearch ListSearches RemoveSearch"),
    "M42": (
        "open data: calendars, JSON-LD, guest list",
        "GetCityCalendar GetHostCalendar ShowEventPage DownloadGuests",
    ),
}
RULES = {
    "R1": "seats are never sold twice, and a freed one comes back once",
    "R2": "one booking per guest and event",
    "R3": "no duplicate own events",
    "R4": "nobody in two places",
    "R5": "an extra seat comes and goes with its guest",
    "R6": "to whom an event is not visible it does not exist",
    "R7": "the exact address only for who comes",
    "R8": "capacity not below the confirmed",
    "R9": "material changes are told once, together",
    "R10": "requests, decisions, invitations and answers are told",
    "R11": "reminders a day and an hour before",
    "R12": "told once, however often it is delivered",
    "R13": "after the end it is finished",
    "R14": "reviews: once, blind, exact",
    "R15": "chat for who takes part",
    "R16": "only actors act",
    "R17": "blocked people have nothing to do with each other",
    "R18": "links only show",
    "R19": "wishes show numbers, and are told of once",
    "R22": "invitation links let in as many as they say",
    "R23": "who came: by the host side, in its time, counted exactly",
    "R20": "a proposal promises nothing, and is fixed once",
    "R26": "a programme is announced whole or not, and told of once",
    "R21": "all of a party's seats or none, and exactly those come back",
    "R25": "calm delays, never loses, never doubles, and never what cannot wait",
    "R24": "reported without telling by whom; hidden, suspended",
}
SITUATIONS = {
    "S1": "two approvals of the last seat",
    "S2": "forty requests for ten seats",
    "S3": "freed twice, back once",
    "S4": "contention is not sold out",
    "S5": "every freed seat lets the waitlist in",
    "S6": "moved by a day",
    "S7": "moved so that only the hour is ahead",
    "S8": "a reminder while it is cancelled",
    "S9": "across a daylight-saving change",
    "S10": "account deleted while confirmed",
    "S11": "a removed moderator",
    "S12": "calendar file",
    "S13": "the same Idempotency-Key",
    "S14": "one bad record",
    "S15": "a scanner opens every link",
    "S18": "two redeem the last use of a link at once",
    "S19": "a proposal fixed twice at once, while somebody votes",
    "S20": "a programme of twelve clashes at its ninth event",
    "S21": "a party of three and the last two seats",
}


def marked() -> Found:
    """Every test by what its name says that it is for."""
    found: Found = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for mark in MARK.findall(node.name):
                    found[mark.upper()].append((str(path.relative_to(TESTS)), node.name))
    return found


def operation(function: str) -> str:
    """`ApproveBooking` with the request it answers, if it answers one."""
    route = http_route(function)
    return f"`{function}`" + (f" {route[0]} {route[1]}" if route else "")


def page() -> str:
    """The whole page."""
    tests = marked()
    return "\n".join(
        [
            "# The mission, and what stands for it",
            "",
            "Made by `make mission` from `tests/mission.py` and the tests' names; a test compares.",
            "",
            *_section("Rows", {row: what for row, (what, _) in ROWS.items()}, tests),
            *_section("Rules", RULES, tests),
            *_section("Situations", SITUATIONS, tests),
        ]
    )


def _section(title: str, entries: dict[str, str], tests: Found) -> Iterator[str]:
    yield from (f"## {title}", "")
    for mark, what in entries.items():
        yield from (f"**{mark}** {what}", "")
        if mark in ROWS and ROWS[mark][1]:
            yield "- functions: " + " · ".join(map(operation, ROWS[mark][1].split()))
        on_stack = [test for file, test in tests[mark] if file.startswith("stack/")]
        if on_stack:
            yield "- on the running cloud: " + ", ".join(f"`{test}`" for test in on_stack)
        others = Counter(file for file, _ in tests[mark] if not file.startswith("stack/"))
        if others:
            yield "- in process: " + ", ".join(f"`{file}` ({n})" for file, n in others.items())
        yield ""


def unserved() -> set[str]:
    """Functions that no row names."""
    return set(functions()) - {name for _, names in ROWS.values() for name in names.split()}


def walkthrough() -> str:
    """The script, as a page."""
    script = (TESTS / "stack" / "walkthrough.py").read_text(encoding="utf-8")
    return (
        "# The whole way, over HTTP\n\n"
        "Made by `make mission` from `tests/stack/walkthrough.py`, which the stack tests walk. To walk it:\n\n"
        "```\n"
        "make up PARAMETERS='MinimumNoticeMinutes=0 MinimumDurationMinutes=1'\n"
        "make walkthrough\n"
        "```\n\n"
        f"```python\n{script}```\n"
    )


if __name__ == "__main__":
    WALKTHROUGH.write_text(walkthrough(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
