"""`make rotate-origin`: another secret by which functions know what came through CloudFront.

Functions learn to take both first, then CloudFront sends the new one, then the old one is forgotten: no
request is refused meanwhile, and what was stopped between two steps is begun again.
"""

import argparse

import boto3

from local.publish import HASHES, VERSION, Stack, find_stack, hashed, tell_stack
from local.telling import TroubleError, run, tell


def rotate(stack: Stack) -> None:
    """Three updates of the stack, some minutes each."""
    if not stack.parameters.get(VERSION):
        raise TroubleError("CloudFront sends no secret that is asked for yet.", "make publish")
    secrets, arn = stack.client("secretsmanager"), stack.outputs["OriginSecretArn"]
    sent = secrets.get_secret_value(SecretId=arn, VersionId=stack.parameters[VERSION])
    before = hashed(sent["SecretString"])
    asked = {"PasswordLength": 64, "ExcludePunctuation": True}
    secret = secrets.get_random_password(**asked)["RandomPassword"]
    stack = tell_stack(stack, {HASHES: f"{before},{hashed(secret)}"})
    made = secrets.put_secret_value(SecretId=arn, SecretString=secret)
    stack = tell_stack(stack, {VERSION: made["VersionId"]})
    tell_stack(stack, {HASHES: hashed(secret)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    asked = parser.parse_args()
    session = boto3.Session(profile_name=asked.profile, region_name=asked.region)
    rotate(find_stack(asked.stack, session))
    tell("CloudFront sends another secret, and functions take no other.")


if __name__ == "__main__":
    run(main)
