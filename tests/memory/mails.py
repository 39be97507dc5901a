"""What SES takes of a mail, and nothing that it would refuse.

Sources: SendEmail, MessageHeader, MessageTag, Attachment and Destination in the SES API v2 reference; "Service quotas
in Amazon SES"; "Amazon SES unsupported attachment types"; for the subject RFC 5322, 2.1.1.
"""

import re
from typing import Any

MOST_RECIPIENTS, MOST_HEADERS = 50, 15
MOST_BYTES = 40 * 1024 * 1024  # of the whole message in base64
LONGEST_HEADER, LONGEST_LINE = 996, 998  # a name and its value; octets of a line
LONGEST_FILE_NAME, LONGEST_MEDIA_TYPE, LONGEST_TAG = 255, 78, 256
REFUSED_FILES = frozenset(  # by their extensions
    """
    ade adp app asp bas bat cer chm cmd com cpl crt csh der exe fxp gadget hlp hta inf ins isp its js jse ksh lib lnk
    mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz msc msh msh1 msh2 mshxml msh1xml msh2xml msi
    msp mst ops pcd pif plg prf prg reg scf scr sct shb shs sys ps1 ps1xml ps2 ps2xml psc1 psc2 tmp url vb vbe vbs vps
    vsmacros vss vst vsw vxd ws wsc wsf wsh xnk
    """.split()  # noqa: SIM905 # as SES lists them
)


def expect_taken(asked: dict[str, Any]) -> None:
    """Fails the test whose mail SES would not take."""
    to = [each for addresses in asked["Destination"].values() for each in addresses]
    assert 0 < len(to) <= MOST_RECIPIENTS
    assert all(each.isascii() for each in to), "SES has no SMTPUTF8"
    message = asked["Content"]["Simple"]
    subject = message["Subject"]["Data"]
    assert subject
    assert subject.isprintable()
    assert len(subject.encode()) <= LONGEST_LINE
    headers = message["Headers"]
    assert len(headers) <= MOST_HEADERS
    for each in headers:
        assert re.fullmatch(r"[!-9;-~]{1,126}", each["Name"]), each
        assert re.fullmatch(r"[ -~]{1,995}", each["Value"]), each
        assert len(each["Name"] + each["Value"]) <= LONGEST_HEADER, each
    for each in asked["EmailTags"]:
        for part in (each["Name"], each["Value"]):
            assert re.fullmatch(rf"[A-Za-z0-9_-]{{1,{LONGEST_TAG}}}", part), each
    files = message.get("Attachments", [])
    for each in files:
        assert len(each["FileName"]) <= LONGEST_FILE_NAME
        assert each["FileName"].rpartition(".")[2] not in REFUSED_FILES
        assert 0 < len(each["ContentType"]) <= LONGEST_MEDIA_TYPE
    parts = [part["Data"].encode() for part in message["Body"].values()]
    size = sum(len(each) * 4 // 3 for each in parts) + sum(
        len(each["RawContent"]) for each in files
    )
    assert size <= MOST_BYTES
