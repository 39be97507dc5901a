"""Builds template.yaml and its stacks with the SAM CLI and puts them onto the local cloud."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from email.utils import parseaddr
from importlib.metadata import version
from pathlib import Path

from local import cloud, code, stacks
from local.builds import built
from local.place import CHECKOUT, REGION, STACK_NAME, Place, fingerprint
from local.telling import TroubleError, step
from local.templates import read_template

SAM = CHECKOUT / ".local" / "sam" / "bin" / "sam"
SOURCES = [
    "template.yaml",
    "stacks",
    "samconfig.toml",
    "functions",
    "layers",
    "requirements/runtime.txt",
    "requirements/push.txt",
    "requirements/pictures.txt",
]


def parameters(place: Place) -> dict[str, str]:
    """The template parameters of this cloud: local addresses, then what the person asked for."""
    return {
        "StageName": "local",
        "AllowPasswordAuth": "true",
        "PageUrl": place.url,
        # A token's issuer is Cognito's real address; its endpoints are on the local port.
        "OidcUserInfoUrl": f"{place.aws_url}/oauth2/userInfo",
        "ExecuteApiUrl": f"{place.aws_url}/_aws/execute-api",
        "MailFrom": "seance@example.com",
    } | place.parameters


def deploy(place: Place) -> bool:
    """Build and deploy if anything has changed since the last time. True if it has."""
    _expect_known(place.parameters)
    done = place.folder / "deployed.txt"
    wanted = fingerprint(
        [CHECKOUT / name for name in SOURCES],
        json.dumps(parameters(place), sort_keys=True),
        version("ministack"),
    )
    as_wanted = done.exists() and done.read_text() == wanted and not code.carried(place).exists()
    if as_wanted and _is_deployed(place):
        return False
    done.unlink(missing_ok=True)
    with step("Building functions and layers"):
        build = built("functions", fingerprint(CHECKOUT / name for name in SOURCES), _build)
    with step("Deploying the stacks"):
        stacks.deploy(place, STACK_NAME, build, parameters(place))
    if code.carried(place).exists():
        code.put_all(place)
    _verify_sender(place)
    done.write_text(wanted)
    return True


def _expect_known(asked: dict[str, str]) -> None:
    """Refuse parameters that the template doesn't have: SAM would ignore them silently."""
    declared = read_template(CHECKOUT / "template.yaml")["Parameters"]
    if unknown := asked.keys() - declared.keys():
        known = ", ".join(sorted(declared))
        raise TroubleError(
            f"template.yaml has no parameter {', '.join(sorted(unknown))}.", f"There are: {known}"
        )


def _is_deployed(place: Place) -> bool:
    """Whether the stack is there and whole."""
    cloudformation = cloud.session().client("cloudformation", endpoint_url=place.aws_url)
    try:
        stack = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
    except cloudformation.exceptions.ClientError:
        return False
    return stack["StackStatus"] in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


def _verify_sender(place: Place) -> None:
    """Let SES send from our address; on AWS the address' owner confirms it once by hand."""
    mail = cloud.session().client("sesv2", endpoint_url=place.aws_url)
    address = parseaddr(parameters(place)["MailFrom"])[1]
    with suppress(mail.exceptions.AlreadyExistsException):
        mail.create_email_identity(EmailIdentity=address)


def _build(folder: Path, log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    settings = {
        "AWS_DEFAULT_REGION": REGION,
        "SAM_CLI_TELEMETRY": "0",
        "SEANCE_EMPTY_LAYER": "1",
        "PYTHON": sys.executable,
    }
    command = [str(SAM), "build", "--config-file", str(CHECKOUT / "samconfig.toml")]
    command += ["--template-file", str(CHECKOUT / "template.yaml"), "--build-dir", str(folder)]
    command += ["--cache-dir", str(folder.with_name("functions-cache"))]
    with log.open("wb") as output:
        ended = subprocess.run(
            command,
            cwd=CHECKOUT,
            env=os.environ | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    if ended.returncode:
        raise TroubleError(f"sam build failed:\n{_end(log)}", f"The whole log: {log}")


def _end(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-25:])
