"""Web push (M36): the addresses that are taken, what the answers mean, and RFC 8291's own example."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from seance.channels.model import Answer, Closed, Later, Rejected, Unreached, Unsure
from seance.channels.push import TERMS, is_of_a_push_service, push_trouble
from seance.channels.push_keys import encrypted, packed, unpacked
from seance.notices.model import KINDS


def test_m36_a_message_is_encrypted_as_in_the_example_of_rfc_8291() -> None:
    own = int.from_bytes(unpacked("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    p256dh = (
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    )
    made = encrypted(
        b"When I grow up, I want to be a watermelon",
        unpacked(p256dh),
        unpacked("BTBZMqHH6r4Tts7J_aSIgg"),
        salt=unpacked("DGv6ra1nlYgDCS1FRnbzlw"),
        key=derive_private_key(own, SECP256R1()),
    )
    assert packed(made) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
        "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/fv3jabydF5c:APA91",
        "https://fcm.googleapis.com:443/wp/x",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QF9x",
        "https://db5p.notify.windows.com/w/?token=BQYAAA%2f",
    ],
)
def test_m36_addresses_of_the_browsers_services_are_taken(endpoint: str) -> None:
    assert is_of_a_push_service(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:0/x",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://fcm.googleapis.com@evil.example/x",
        "https://user:word@fcm.googleapis.com/x",
        "https://evil.example#@fcm.googleapis.com/",
        "https://evil.example\\@fcm.googleapis.com/",
        "https://push.apple.com.evil.example/x",
        "https://evilpush.apple.com/x",
        "https://notify.windows.com/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://fcm.googleapis.com /x",
        "https://fcm.googleapis.com/x\r\nHost: evil.example",
        "https://fcm․googleapis.com/x",
        "//fcm.googleapis.com/x",
        "",
    ],
)
def test_m36_no_other_address_is(endpoint: str) -> None:
    assert not is_of_a_push_service(endpoint)


@pytest.mark.parametrize(
    ("status", "means"),
    [
        (200, None),
        (201, None),
        (202, None),
        (301, Rejected),
        (400, Rejected),
        (403, Rejected),
        (404, Closed),
        (410, Closed),
        (413, Rejected),
        (429, Later),
        (500, Unreached),
        (502, Unsure),
        (503, Unreached),
    ],
)
def test_m36_what_a_push_service_answers(status: int, means: type[Exception] | None) -> None:
    trouble = push_trouble(Answer(status, {}))
    assert type(trouble) is (means or type(None))


def test_m36_terms_are_of_kinds_that_there_are() -> None:
    assert TERMS.keys() <= KINDS
    assert {urgency for _, urgency in TERMS.values()} <= {"very-low", "low", "normal", "high"}
