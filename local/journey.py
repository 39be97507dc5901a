"""`make journey`: make the two users of a stack's synthetic journey, or give them its password anew.

Once after the parameter `Journey` was set, and after its secret was replaced. With an administrator's rights,
for the journey itself may sign in and nothing more.
"""

import argparse
from collections.abc import Callable
from typing import Any

import boto3

from local.telling import TroubleError, run, tell
from seance.journey.people import ADDRESSES


def prepare(client: Callable[[str], Any], stack: str) -> None:
    """Make the users of a deployed stack; `client` gives the client of a service."""
    found = client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}
    if not outputs.get("JourneySecretArn"):
        raise TroubleError(
            f"{stack} has no journey.",
            "Deploy it with the parameter Journey=true; it needs the stack's own user pool.",
        )
    secret = client("secretsmanager").get_secret_value(SecretId=outputs["JourneySecretArn"])
    make_users(client("cognito-idp"), outputs["UserPoolId"], secret["SecretString"])


def make_users(cognito: Any, pool: str, password: str) -> None:
    """Confirmed, with this password; who is there already gets it, too."""
    for who, address in ADDRESSES.items():
        facts = {"email": address, "email_verified": "true", "name": f"Seance's journey, {who}"}
        try:
            cognito.admin_create_user(
                UserPoolId=pool,
                Username=address,
                MessageAction="SUPPRESS",
                UserAttributes=[{"Name": name, "Value": value} for name, value in facts.items()],
            )
        except cognito.exceptions.UsernameExistsException:
            tell(f"The {who} is there already.")
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=address, Password=password, Permanent=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    asked = parser.parse_args()
    session = boto3.Session(profile_name=asked.profile, region_name=asked.region)
    connect: Any = session.client  # its stubs know services by literal names
    prepare(connect, asked.stack)
    tell("The next run is at the next quarter of an hour; JourneyAlarm is OK after two.")


if __name__ == "__main__":
    run(main)
