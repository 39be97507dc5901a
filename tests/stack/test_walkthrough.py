"""A host makes an event, a guest takes part, both review: the whole way over HTTP."""

from concurrent.futures import Future


def test_m1_m4_m7_m8_m14_m16_host_and_guest_walk_from_the_film_to_the_reviews(
    walking: Future[None],
) -> None:
    walking.result()
