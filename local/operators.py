"""`make operator`: who reads and resolves reports from now on, on the local cloud or on AWS (R24).

Puts a user of the stack's Cognito pool into the group, which is made where there is none; a second time
changes nothing. The tokens name it after the next sign-in. Of another issuer the group is given there.
"""

import argparse
from contextlib import suppress
from typing import Any

import boto3

from local import cloud
from local.functions import read_stack
from local.telling import TroubleError, run, tell

GROUP = "operators"  # the default of OperatorsGroup


def appoint(cognito: Any, pool: str, user: str, group: str) -> None:
    """`user` is the e-mail address or the `sub`. Source: AdminAddUserToGroup in Cognito's API reference."""
    with suppress(cognito.exceptions.GroupExistsException):
        cognito.create_group(UserPoolId=pool, GroupName=group)
    try:
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=user, GroupName=group)
    except cognito.exceptions.UserNotFoundException:
        raise TroubleError(f"Nobody is called '{user}'.", "Sign up first.") from None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("user", help="the e-mail address, or the sub")
    parser.add_argument("--stack", help="a stack on AWS (default: the local cloud)")
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    asked = parser.parse_args()
    if asked.stack:
        session = boto3.Session(profile_name=asked.profile, region_name=asked.region)
        (found,) = session.client("cloudformation").describe_stacks(StackName=asked.stack)["Stacks"]
        facts = {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}
        given = {
            each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])
        }
        pool, group = facts.get("UserPoolId", ""), given.get("OperatorsGroup", GROUP)
        cognito: Any = session.client("cognito-idp")
    else:
        stack = read_stack()
        pool, group = stack["user_pool_id"], GROUP
        cognito = cloud.session().client("cognito-idp", endpoint_url=stack["aws_endpoint_url"])
    if not pool:
        raise TroubleError("This stack has no Cognito pool.", "Give the group at its own issuer.")
    appoint(cognito, pool, asked.user, group)
    tell(f"{asked.user} is an operator after the next sign-in.")


if __name__ == "__main__":
    run(main)
