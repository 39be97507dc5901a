"""The whole way over HTTP: a host makes an event, a guest takes part, both review; and a second evening in company."""

from concurrent.futures import Future

from tests.stack.cloud import PASSWORD, Cloud
from tests.stack.conftest import sign_up
from tests.stack.walkthrough import walk_again


def test_m1_m4_m7_m8_m14_m16_host_and_guest_walk_from_the_film_to_the_reviews(
    walking: Future[None],
) -> None:
    walking.result()


def test_m28_m30_m31_m33_m34_those_who_wish_vote_are_invited_and_are_seen_at_the_door(
    cloud: Cloud,
) -> None:
    walk_again(cloud.facts, sign_up(cloud, "Anna", "Boris", "Vera"), PASSWORD)
