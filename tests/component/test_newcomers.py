"""The profile is made on first use (M23): from the token's claims, or from the issuer."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Any

import httpx
import pytest

from seance.cloud import config, identity
from seance.people import store
from seance.people.model import Profile
from seance.web.app import Handler
from tests.component.clock import Clock
from tests.component.gateway import Caller
from tests.component.storage import dump

COGNITO_SCOPE = "aws.cognito.signin.user.admin"
VERIFIED = {"email": "anna@example.com", "email_verified": "true"}


def me(api: Handler, **claims: str) -> dict[str, Any]:
    """The profile of who comes with these claims."""
    token = {"Authorization": "Bearer the-token"}
    answer = Caller(api, {"sub": "u-1", **claims}).call("GET", "/me", headers=token)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.body
    return found


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the issuer knows, and which tokens it was asked with."""
    known: dict[str, Any] = {"userinfo": {}, "cognito": {}, "asked": []}

    def answer(which: str) -> Any:
        def ask(token: str) -> Mapping[str, str]:
            known["asked"].append((which, token))
            found: Mapping[str, str] = known[which]
            return found

        return ask

    monkeypatch.setattr(identity, "userinfo", answer("userinfo"))
    monkeypatch.setattr(identity, "cognito_user", answer("cognito"))
    return known


def test_an_id_token_says_who_one_is(api: Handler, issuer: dict[str, Any]) -> None:
    profile = me(
        api,
        name="Анна",
        email="anna@example.com",
        email_verified="true",
        locale="ru-RU",
        zoneinfo="Europe/Moscow",
    )

    assert (profile["name"], profile["email"]) == ("Анна", "anna@example.com")
    assert (profile["language"], profile["time_zone"]) == ("ru", "Europe/Moscow")
    assert issuer["asked"] == []


def test_a_bare_access_token_of_cognito_asks_cognito(api: Handler, issuer: dict[str, Any]) -> None:
    issuer["cognito"] = {"name": "Анна", "sub": "u-1", **VERIFIED}

    profile = me(api, scope=f"{COGNITO_SCOPE} profile")

    assert (profile["name"], profile["email"]) == ("Анна", "anna@example.com")
    assert issuer["asked"] == [("cognito", "the-token")]


def test_another_bare_access_token_asks_the_userinfo_endpoint(
    api: Handler, issuer: dict[str, Any]
) -> None:
    issuer["userinfo"] = {"given_name": "Анна", "locale": "RU"}

    profile = me(api, scope="openid profile")

    assert (profile["name"], profile["language"]) == ("Анна", "ru")
    assert issuer["asked"] == [("userinfo", "the-token")]


def test_the_issuer_is_asked_once(api: Handler, issuer: dict[str, Any]) -> None:
    issuer["userinfo"] = {"name": "Анна"}

    assert me(api) == me(api)
    assert len(issuer["asked"]) == 1


def test_a_silent_issuer_makes_a_guest(api: Handler, issuer: dict[str, Any]) -> None:
    profile = me(api)

    assert (profile["name"], profile["email"]) == ("Guest", None)
    assert (profile["language"], profile["time_zone"]) == ("en", "UTC")


def test_the_token_outweighs_the_issuer(api: Handler, issuer: dict[str, Any]) -> None:
    issuer["userinfo"] = {"name": "Анна", "sub": "somebody-else", "zoneinfo": "Asia/Omsk"}

    profile = me(api, zoneinfo="Europe/Moscow")

    assert (profile["id"], profile["name"]) == ("u-1", "Анна")
    assert profile["time_zone"] == "Europe/Moscow"


@pytest.mark.parametrize("said", [{}, {"email_verified": "false"}, {"email_verified": ""}])
def test_an_address_that_the_issuer_has_not_verified_gets_no_mail(
    api: Handler, issuer: dict[str, Any], said: dict[str, str]
) -> None:
    claims = {"name": "Анна", "email": "stranger@example.com", **said}
    issuer["userinfo"] = claims

    assert me(api, **claims)["email"] is None
    asked = Caller(api, {"sub": "u-2"}).call("GET", "/me")
    assert (asked.body["name"], asked.body["email"]) == ("Анна", None)


@pytest.mark.parametrize("said", [True, "true", "True"])  # userinfo, GetUser, some issuers
def test_an_issuer_says_in_its_way_that_an_address_is_verified(
    api: Handler, issuer: dict[str, Any], said: Any
) -> None:
    issuer["userinfo"] = {"email": "anna@example.com", "email_verified": said}

    assert me(api)["email"] == "anna@example.com"


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai"),
        ("anna+films@example.com", "anna+films@example.com"),
        ("анна@example.com", None),
        ("anna@" + "x" * 64 + ".com", None),
        ("anna", None),
        ("@example.com", None),
    ],
)
def test_an_address_is_kept_as_ses_takes_it(
    api: Handler, issuer: dict[str, Any], claimed: str, kept: str | None
) -> None:
    assert me(api, name="Анна", email=claimed, email_verified="true")["email"] == kept


def test_a_token_that_says_another_verified_address_brings_it(
    api: Handler, issuer: dict[str, Any]
) -> None:
    me(api, name="Анна", **VERIFIED)

    assert me(api, email="new@example.com", email_verified="false")["email"] is None
    assert me(api, email="new@example.com", email_verified="true")["email"] == "new@example.com"
    assert me(api)["email"] == "new@example.com"


class TestSignedInAgain:
    """The page's tokens name no address, so the issuer is asked after each sign-in."""

    def signed_in(self, clock: Clock, **ago: float) -> dict[str, str]:
        """The claims of a token of who signed in then."""
        moment = clock.moment - timedelta(**ago)
        issued = str(int(clock.moment.timestamp()))
        return {"auth_time": str(int(moment.timestamp())), "iat": issued}

    @pytest.fixture(autouse=True)
    def known(self, api: Handler, issuer: dict[str, Any], clock: Clock) -> None:
        """Somebody with an address, since yesterday."""
        issuer["userinfo"] = {"sub": "u-1", **VERIFIED}
        me(api, **self.signed_in(clock))
        issuer["asked"].clear()
        clock.forward(days=1)

    def test_a_changed_address_is_the_new_one(
        self, api: Handler, issuer: dict[str, Any], clock: Clock
    ) -> None:
        issuer["userinfo"]["email"] = "new@example.com"

        assert me(api, **self.signed_in(clock, seconds=5))["email"] == "new@example.com"

    def test_one_that_is_not_verified_any_more_gets_no_mail(
        self, api: Handler, issuer: dict[str, Any], clock: Clock
    ) -> None:
        issuer["userinfo"]["email_verified"] = False

        assert me(api, **self.signed_in(clock, seconds=5))["email"] is None

    def test_an_issuer_that_does_not_answer_changes_nothing(
        self, api: Handler, issuer: dict[str, Any], clock: Clock
    ) -> None:
        issuer["userinfo"] = {}

        assert me(api, **self.signed_in(clock, seconds=5))["email"] == "anna@example.com"
        assert issuer["asked"]

    def test_later_nobody_is_asked(
        self, api: Handler, issuer: dict[str, Any], clock: Clock
    ) -> None:
        me(api, **self.signed_in(clock, minutes=10))

        assert issuer["asked"] == []

    def test_an_issuer_that_does_not_tell_when_is_asked_for_new_tokens(
        self, api: Handler, issuer: dict[str, Any], clock: Clock
    ) -> None:
        issuer["userinfo"]["email"] = "new@example.com"
        old = str(int((clock.moment - timedelta(hours=1)).timestamp()))

        assert me(api, iat=old)["email"] == "anna@example.com"
        assert me(api, iat=str(int(clock.moment.timestamp())))["email"] == "new@example.com"

    def test_a_newcomer_is_asked_about_once(
        self, api: Handler, issuer: dict[str, Any], clock: Clock
    ) -> None:
        newcomer = Caller(api, {"sub": "u-2", **self.signed_in(clock, seconds=5)})

        for _ in range(2):
            assert newcomer.call("GET", "/me").status == 200

        assert len(issuer["asked"]) == 1


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"email": "anna.k@example.com"}, "anna.k"),
        ({"name": "  ", "given_name": "Анна", "email": "a@example.com"}, "Анна"),
        ({"name": "x" * 200}, "x" * 80),
        ({"name": "\u202eannA\r\n"}, "annA"),
        ({"name": "\u200b\u3164", "given_name": "Анна"}, "Анна"),
        ({"name": "\u2066\u2069"}, "Guest"),
        ({"email": "y" * 200 + "@example.com"}, "y" * 80),
    ],
)
def test_nobody_is_shown_the_address_as_a_name(
    api: Handler, issuer: dict[str, Any], claims: dict[str, str], name: str
) -> None:
    assert me(api, **claims)["name"] == name


@pytest.mark.parametrize(
    "zone", ["Moon/Base", "", "../etc", "Europe", "localtime", "Factory", "x" * 300, "a\u0000b"]
)
def test_a_zone_that_nobody_knows_is_utc(api: Handler, issuer: dict[str, Any], zone: str) -> None:
    assert me(api, name="Анна", zoneinfo=zone)["time_zone"] == "UTC"


def test_twins_of_the_first_request_make_one_profile(
    api: Handler, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = store.find_profile

    def twin_comes_first(user_id: str, *, consistent: bool = True) -> Profile | None:
        monkeypatch.setattr(store, "find_profile", found)
        answer = found(user_id, consistent=consistent)
        store.add_profile(Profile(user_id, "Первая", None, "ru", "UTC", clock.now(UTC)))
        return answer

    monkeypatch.setattr(store, "find_profile", twin_comes_first)

    assert me(api, name="Вторая")["name"] == "Первая"
    assert len([key for key in dump("main") if key[1] == "PROFILE"]) == 1


class TestIssuer:
    """What is asked of the issuer itself."""

    def test_userinfo_answers_with_claims(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OIDC_USERINFO_URL", "https://issuer.example.com/userinfo")
        config.settings.cache_clear()
        asked = []

        def get(url: str, **options: Any) -> httpx.Response:
            asked.append((url, options["headers"]["Authorization"]))
            return httpx.Response(200, json={"name": "Анна"}, request=httpx.Request("GET", url))

        monkeypatch.setattr(httpx, "get", get)

        assert identity.userinfo("abc") == {"name": "Анна"}
        assert asked == [("https://issuer.example.com/userinfo", "Bearer abc")]

    @pytest.mark.parametrize("answer", [(500, "{}"), (401, "{}"), (200, "<html>")])
    def test_a_userinfo_that_fails_knows_nothing(
        self, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, str]
    ) -> None:
        def get(url: str, **_: Any) -> httpx.Response:
            status, text = answer
            return httpx.Response(status, text=text, request=httpx.Request("GET", "https://x"))

        monkeypatch.setattr(httpx, "get", get)

        assert identity.userinfo("abc") == {}

    def test_a_userinfo_that_nobody_set_knows_nothing(self) -> None:
        assert identity.userinfo("abc") == {}

    def test_cognito_answers_with_attributes(self, cognito: Any) -> None:
        pool = cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]
        app = cognito.create_user_pool_client(
            UserPoolId=pool, ClientName="page", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        cognito.admin_create_user(
            UserPoolId=pool,
            Username="anna",
            UserAttributes=[{"Name": "name", "Value": "Анна"}],
        )
        cognito.admin_set_user_password(
            UserPoolId=pool, Username="anna", Password="Passw0rd!x", Permanent=True
        )
        tokens = cognito.admin_initiate_auth(
            UserPoolId=pool,
            ClientId=app,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "anna", "PASSWORD": "Passw0rd!x"},
        )
        token = tokens["AuthenticationResult"]["AccessToken"]

        assert identity.cognito_user(token)["name"] == "Анна"

    def test_a_cognito_that_refuses_knows_nothing(self, cognito: Any) -> None:
        assert identity.cognito_user("no token of theirs") == {}


@pytest.mark.parametrize(
    ("page", "claims", "language"),
    [("ru", {}, "ru"), ("en-GB, ru;q=0.5", {"locale": "ru"}, "en"), ("de", {"locale": "ru"}, "ru")],
)
def test_m25_a_new_profile_takes_the_pages_language_at_once(
    api: Handler, issuer: dict[str, Any], page: str, claims: dict[str, str], language: str
) -> None:
    newcomer = Caller(api, {"sub": "u-1", "name": "Анна", **claims})

    first = newcomer.call("GET", "/me", headers={"Accept-Language": page})
    later = newcomer.call(
        "GET", "/me", headers={"Accept-Language": "ru" if language == "en" else "en"}
    )

    assert (first.body["language"], later.body["language"]) == (language, language)
