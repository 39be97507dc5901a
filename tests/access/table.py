"""The table of authorisation: what each operation answers to whom.

Written from the mission (R6, R7, R15–R18) and the contract, not from the code. A row is an operation
of the API's document; `{name=value}` says what stands in the path. A cell is the status; the last one
of a row goes for all roles that follow. `a/b/c` is for public, followers and invite_only events.

In `OF_AN_EVENT` and `AFTER_ITS_END` a cell says what is answered where the event exists for the role;
everywhere else it is 404 (R6).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

VISIBILITIES = ("public", "followers", "invite_only")
ROLES = ("nobody", "stranger", "follower", "requested", "invited", "confirmed", "moderator", "host", "blocked", "removed", "former")  # fmt: skip
# R6: for whom an event of which visibility exists. Who is requested, confirmed, a moderator, removed or
# former has unfollowed the host since. Former withdrew: a guest by invitation is still among the invited.
EVERYBODY, FOLLOWERS, INVITED = VISIBILITIES
EXISTS = {
    "nobody": {EVERYBODY},
    "stranger": {EVERYBODY},
    "follower": {EVERYBODY, FOLLOWERS},
    "requested": set(VISIBILITIES),
    "invited": set(VISIBILITIES),
    "confirmed": set(VISIBILITIES),
    "moderator": set(VISIBILITIES),
    "host": set(VISIBILITIES),
    "blocked": set(),
    "removed": {EVERYBODY},
    "former": {EVERYBODY, INVITED},
}

# fmt: off
OF_AN_EVENT = """
                                                                    nobody stran follow reques invite confir moder host  block remov former
GET /events/{event_id}                                                 401  200    200    200    200    200    200  200   404   200   200
PATCH /events/{event_id}                                               401  403    403    403    403    403    403  200   404   403   403
DELETE /events/{event_id}                                              401  403    403    403    403    403    403  409   404   403   403
POST /events/{event_id}/cancel                                         401  403    403    403    403    403    403  200   404   403   403
POST /events/{event_id}/restore                                        401  403    403    403    403    403    403  200   404   403   403
POST /events/{event_id}/share                                          401  403    403    403    403    403    403  202   404   403   403
GET /events/{event_id}/calendar.ics                                    401  200    200    200    200    200    200  200   404   200   200
POST /events/{event_id}/bookings                                       401  201    201    200    200    200    201  403   404   409   201
GET /events/{event_id}/guests.csv                                      401  403    403    403    403    403    403  200   404   403   403
GET /events/{event_id}/bookings                                        401  403    403    403    403    200    200  200   404   403   403
GET /events/{event_id}/bookings?status=requested                       401  403    403    403    403    403    200  200   404   403   403
GET /events/{event_id}/bookings/{guest_id=confirmed}                   401  403    403    403    403    200    200  200   404   403   403
GET /events/{event_id}/bookings/{guest_id=requested}                   401  403    403    200    403    403    200  200   404   403   403
POST /events/{event_id}/bookings/{guest_id=requested}/approve          401  403    403    403    403    403    200  200   404   403   403
POST /events/{event_id}/bookings/{guest_id=requested}/decline          401  403    403    403    403    403    200  200   404   403   403
POST /events/{event_id}/bookings/{guest_id=confirmed}/remove           401  403    403    403    403    403    200  200   404   403   403
POST /events/{event_id}/bookings/{guest_id=invited}/revoke             401  403    403    403    403    403    200  200   404   403   403
POST /events/{event_id}/bookings/{guest_id=invited}/accept             401  403    403    403    200    403    403  403   404   403   403
POST /events/{event_id}/bookings/{guest_id=invited}/refuse             401  403    403    403    200    403    403  403   404   403   403
POST /events/{event_id}/bookings/{guest_id=requested}/withdraw         401  403    403    200    403    403    403  403   404   403   403
POST /events/{event_id}/bookings/{guest_id=confirmed}/withdraw         401  403    403    403    403    200    403  403   404   403   403
POST /events/{event_id}/bookings/{guest_id=confirmed}/confirm          401  403    403    403    403    200    403  403   404   403   403
POST /events/{event_id}/bookings/decide                                401  403    403    403    403    403    200  200   404   403   403
POST /events/{event_id}/invitations                                    401  403    403    403    403    403    201  201   404   403   403
POST /events/{event_id}/invitations?by=mail                            401  403    403    403    403    403    202  202   404   403   403
POST /events/{event_id}/invite-links                                   401  403    403    403    403    403    201  201   404   403   403
GET /events/{event_id}/invite-links                                    401  403    403    403    403    403    200  200   404   403   403
DELETE /events/{event_id}/invite-links/{link_id=00000000000000000000000000000000} 401  403    403    403    403    403    404  404   404   403   403
GET /events/{event_id}/door                                            401  403    403    403    403    403    409  409   404   403   403
POST /events/{event_id}/check-in                                       401  403    403    403    403    403    409  409   404   403   403
PUT /events/{event_id}/attendance/{guest_id=confirmed}                 401  403    403    403    403    403    409  409   404   403   403
GET /events/{event_id}/moderators                                      401  403    403    403    403    200    200  200   404   403   403
PUT /events/{event_id}/moderators/{user_id=follower}                   401  403    403    403    403    403    403  204   404   403   403
DELETE /events/{event_id}/moderators/{user_id=moderator}               401  403    403    403    403    403    403  204   404   403   403
GET /events/{event_id}/messages                                        401  403    403    403    403    200    200  200   404   403   403
POST /events/{event_id}/messages                                       401  403    403    403    403    201    201  201   404   403   403
POST /events/{event_id}/announcements                                  401  403    403    403    403    403    403  202   404   403   403
PATCH /events/{event_id}/messages/{message_id=confirmed}               401  403    403    403    403    200    403  403   404   403   403
DELETE /events/{event_id}/messages/{message_id=confirmed}              401  403    403    403    403    204    204  204   404   403   403
DELETE /events/{event_id}/messages/{message_id=host}                   401  403    403    403    403    403    204  204   404   403   403
GET /events/{event_id}/reviews                                         401  200    200    200    200    200    200  200   404   200   200
PUT /events/{event_id}/reviews/{subject_id=host}                       401  403    403    403    403    409    403  403   404   403   403
PUT /me/reminders/{event_id}/{which=day}                               401  404    404    404    404    204    204  204   404   404   404
DELETE /me/reminders/{event_id}/{which=day}                            401  404    404    404    404    204    204  204   404   404   404
"""

AFTER_ITS_END = """
                                                                    nobody stran follow reques invite confir moder host  block remov former
GET /events/{event_id}                                                 401  200    200    200    200    200    200  200   404   200   200
GET /events/{event_id}/calendar.ics                                    401  200    200    200    200    200    200  200   404   200   200
PATCH /events/{event_id}                                               401  403    403    403    403    403    403  409   404   403   403
POST /events/{event_id}/bookings                                       401  409    409    200    200    200    409  403   404   409   409
POST /events/{event_id}/bookings/{guest_id=requested}/approve          401  403    403    403    403    403    409  409   404   403   403
POST /events/{event_id}/invitations?by=mail                            401  403    403    403    403    403    409  409   404   403   403
GET /events/{event_id}/door                                            401  403    403    403    403    403    200  200   404   403   403
POST /events/{event_id}/check-in                                       401  403    403    403    403    403    404  404   404   403   403
PUT /events/{event_id}/attendance/{guest_id=confirmed}                 401  403    403    403    403    403    204  204   404   403   403
GET /events/{event_id}/guests.csv                                      401  403    403    403    403    403    403  200   404   403   403
GET /events/{event_id}/bookings                                        401  403    403    403    403    200    200  200   404   403   403
GET /events/{event_id}/messages                                        401  403    403    403    403    200    200  200   404   403   403
POST /events/{event_id}/messages                                       401  403    403    403    403    201    201  201   404   403   403
GET /events/{event_id}/reviews                                         401  200    200    200    200    200    200  200   404   200   200
PUT /events/{event_id}/reviews/{subject_id=host}                       401  403    403    403    403    200    403  403   404   403   403
PUT /events/{event_id}/reviews/{subject_id=confirmed}                  401  403    403    403    403    403    403  201   404   403   403
PUT /events/{event_id}/reviews/{subject_id=removed}                    401  403    403    403    403    403    403  409   404   403   403
DELETE /events/{event_id}/reviews/{subject_id=host}                    401  403    403    403    403    204    403  403   404   403   403
DELETE /events/{event_id}/reviews/{subject_id=witness}                 401  403    403    403    403    403    403  204   404   403   403
"""

# The own booking is its guest's, also when the event is not there for them any more.
OWN_BOOKING = """
                                                                    nobody stran follow reques invite confir moder host  block remov former
GET /events/{event_id}/bookings/{guest_id=me}                          401  404    404    200    200    200    404  404   404   200   200
POST /events/{event_id}/bookings/{guest_id=me}/accept                  401  404    404    409    200    200    404  404   404   409   409
POST /events/{event_id}/bookings/{guest_id=me}/refuse                  401  404    404    409    200    409    404  404   404   409   409
POST /events/{event_id}/bookings/{guest_id=me}/withdraw                401  404    404    200    409    200    404  404   404   409   200
POST /events/{event_id}/bookings/{guest_id=me}/confirm                 401  404    404    409    409    200    404  404   404   409   409
PUT /events/{event_id}/bookings/me/seats                               401  404    404    200    200    200    404  404   404   409   409
"""

ANYWHERE = """
                                                                    nobody stran follow reques invite confir moder host  block remov former
GET /public/events/{event_id}                                          200/404/404
GET /public/events                                                     200
GET /public/events?query=Qtitle1                                       200
GET /public/cities                                                     200
GET /public/push-key                                                   200
GET /public/cities/{city_id=moscow}/calendar.ics                       200
GET /public/users/{user_id=host}/calendar.ics                          200
GET /public/films                                                      200
GET /public/films/{film_id=solaris-1972}                               200
GET /public/shelves                                                    200
POST /invitations/redeem                                               401  404
GET /page/i/{token}                                                    404
GET /public/events/{event_id}/cards/{file=1.png}                       200/404/404
GET /public/tickets/{file=0K3F2-9TQXA.svg}                             200
GET /s/{code}                                                          302
GET /page/events/{event_id}                                            200
GET /calendars/{file}                                                  200
GET /unsubscribe/{token}                                               200
POST /unsubscribe/{token}                                              200
POST /public/telegram                                                  403
GET /health                                                            200
GET /page/api/openapi                                                  200
GET /page/api/openapi.json                                             200
GET /events                                                            401  200
POST /events                                                           401  201
GET /me                                                                401  200
PATCH /me                                                              401  200
DELETE /me                                                             401  202
GET /me/export                                                         401  200
GET /me/events                                                         401  200
GET /me/events?role=moderator                                          401  200
GET /me/schedule                                                       401  200
GET /me/bookings                                                       401  200
GET /me/notices                                                        401  200
POST /me/notices/read                                                  401  204
GET /me/reminders                                                      401  200
GET /me/notice-settings                                                401  200
PUT /me/notice-settings                                                401  200
POST /me/calendar                                                      401  201
POST /me/live                                                          401  201
PUT /me/connections/email                                              401  204
PUT /me/connections/telegram                                           401  204
POST /me/connections/telegram                                          401  201
PUT /me/connections/vk                                                 401  204
PUT /me/connections/push                                               401  204
DELETE /me/connections/{channel=vk}                                    401  204
GET /me/following                                                      401  200
GET /me/blocked                                                        401  200
PUT /me/following/{user_id=host}                                       401  204    204    204    204    204    204  422   404   204   204
DELETE /me/following/{user_id=host}                                    401  204
PUT /me/blocked/{user_id=host}                                         401  204    204    204    204    204    204  422   204
DELETE /me/blocked/{user_id=host}                                      401  204
GET /users/{user_id=host}                                              401  200    200    200    200    200    200  200   404   200   200
GET /users/{user_id=host}/events                                       401  200    200    200    200    200    200  200   404   200   200
GET /users/{user_id=host}/events?when=upcoming                         401  200    200    200    200    200    200  200   404   200   200
GET /users/{user_id=confirmed}/events                                  401  200
GET /users/{user_id=host}/followers                                    401  200    200    200    200    200    200  200   404   200   200
GET /users/{user_id=host}/reviews                                      401  200    200    200    200    200    200  200   404   200   200
GET /users/{user_id=witness}/reviews                                   401  200
GET /proposals/{proposal_id}         401  200/404/404 200/200/404 200/404/404 200/200/404 200/404/404 200/404/404 200 404 200/404/404 200/404/404
PUT /proposals/{proposal_id}/vote    401  204/404/404 204/204/404 204/404/404 204/204/404 204/404/404 204/404/404 403 404 204/404/404 204/404/404
POST /proposals/{proposal_id}/fix    401  403/404/404 403/403/404 403/404/404 403/403/404 403/404/404 403/404/404 201 404 403/404/404 403/404/404
POST /proposals/{proposal_id}/cancel 401  403/404/404 403/403/404 403/404/404 403/403/404 403/404/404 403/404/404 200 404 403/404/404 403/404/404
POST /proposals                                                        401  201
GET /me/proposals                                                      401  200
PUT /me/wishes/{film_id=stalker-1979}                                  401  204
DELETE /me/wishes/{film_id=stalker-1979}                               401  204
GET /me/wishes                                                         401  200
GET /films/{film_id=stalker-1979}/wishes                               401  200
POST /me/searches                                                      401  201
GET /me/searches                                                       401  200
DELETE /me/searches/{search_id}                                        401  404    404    404    404    404    404  204   404
POST /reports                                                          401  202    202    202    202    202    202  403   404   202   202
GET /operator/reports                                                  401  403
POST /operator/reports/{case_id}/resolve                               401  403
GET /programmes/{programme_id}           401  200/404/404 200/200/404 200/404/404 200/200/404 200/404/404 200/404/404 200 404 200/404/404 200/404/404
POST /programmes/{programme_id}/bookings 401  200/404/404 200/200/404 200/404/404 200/200/404 200/404/404 200/404/404 200 404 200/404/404 200/404/404
POST /programmes                                                       401  201
GET /films                                                             401  200
GET /films/{film_id=solaris-1972}                                      401  200
"""
# fmt: on


@dataclass(frozen=True)
class Row:
    """One operation, with what stands in its path, and the answers by role and visibility."""

    method: str
    path: str
    cells: tuple[str, ...]
    only_where_it_exists: bool

    @property
    def operation(self) -> str:
        """As the API's document names it."""
        path = re.sub(r"=[^}]*", "", self.path).partition("?")[0]
        for outside in ("/page", "/s/"):
            if path.startswith(outside):
                return f"{self.method} {path.removeprefix('/page')}"
        return f"{self.method} /api/v1{path}"

    @property
    def says_who_is_who(self) -> bool:
        """Whether it is about people, whose names everybody may know."""
        return self.path.startswith(("/users/", "/me/following", "/me/blocked"))

    def reader(self, role: str) -> str:
        """Whose rights count: who asks without a token is nobody, and a feed's address is its host's key."""
        if self.path.startswith("/calendars/"):
            return "host"
        return "nobody" if self.path.startswith(("/public/", "/page/", "/s/")) else role

    def expected(self, role: str, visibility: str) -> int:
        """The status that the role gets."""
        place = min(ROLES.index(role), len(self.cells) - 1)
        if self.only_where_it_exists and role != "nobody" and visibility not in EXISTS[role]:
            return 404
        each = self.cells[place].split("/")
        return int(each[VISIBILITIES.index(visibility) if len(each) > 1 else 0])


def rows(*tables: str) -> Iterator[Row]:
    """The rows of these tables."""
    for table in tables:
        for line in table.strip().splitlines()[1:]:
            method, path, *cells = line.split()
            yield Row(method, path, tuple(cells), table in (OF_AN_EVENT, AFTER_ITS_END))
