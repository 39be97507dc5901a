"""Signing up and in at the local Cognito, for demo data, scripts and tests."""

from functools import lru_cache
from typing import Any

from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

from local import cloud


def sign_up(stack: dict[str, Any], email: str, password: str, name: str) -> None:
    """Make a confirmed user; an existing one stays."""
    cognito = _cognito(stack["aws_endpoint_url"])
    pool = stack["user_pool_id"]
    try:
        cognito.admin_create_user(
            UserPoolId=pool,
            Username=email,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": email},
                {"Name": "email_verified", "Value": "true"},
                {"Name": "name", "Value": name},
            ],
        )
    except cognito.exceptions.UsernameExistsException:
        return
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=email, Password=password, Permanent=True
    )


def sign_in(stack: dict[str, Any], email: str, password: str) -> dict[str, str]:
    """The user's tokens: `access_token` and `id_token`."""
    cognito = _cognito(stack["aws_endpoint_url"])
    answer = cognito.initiate_auth(
        ClientId=stack["user_pool_client_id"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )["AuthenticationResult"]
    return {"access_token": answer["AccessToken"], "id_token": answer["IdToken"]}


@lru_cache(maxsize=1)
def _cognito(aws_url: str) -> CognitoIdentityProviderClient:
    """One client for everybody: making it takes longer than a sign-in."""
    return cloud.session().client("cognito-idp", endpoint_url=aws_url)
