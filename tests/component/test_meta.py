"""What needs no token and touches nothing (M24, M26)."""

from tests.component.gateway import Person, World
from tests.component.storage import everything


def test_the_api_says_that_it_is_up(world: World) -> None:
    before = everything()

    answer = world.nobody.get("/health")

    assert (answer.status, answer.body) == (200, {"status": "ok"})
    assert everything() == before


def test_the_document_names_every_operation_and_how_it_refuses(world: World) -> None:
    answer = world.nobody.get("/api/openapi.json")

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.body["openapi"].startswith("3.1")
    announce = answer.body["paths"]["/api/v1/events"]["post"]
    assert announce["security"] == [{"token": []}]
    assert "application/problem+json" in announce["responses"]["default"]["content"]
    assert "security" not in answer.body["paths"]["/api/v1/health"]["get"]


def test_the_document_has_a_page(world: World) -> None:
    answer = world.nobody.get("/api/openapi")

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "/api/openapi.json" in answer.body
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy  # nothing inline


def test_a_token_changes_nothing_about_them(world: World, host: Person) -> None:
    for path in ("/health", "/api/openapi.json", "/api/openapi"):
        assert host.get(path).body == world.nobody.get(path).body
