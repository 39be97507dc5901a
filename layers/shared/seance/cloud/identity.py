"""What the issuer of a token knows of its user. Called once for a user, when the profile is made."""

from collections.abc import Mapping

from seance.cloud import clients, deadline
from seance.cloud.config import settings
from seance.cloud.observability import logger

TIMEOUT_SECONDS = 3.0
AUTHORIZER_SECONDS = 10.0  # within it GetMe may start cold


def userinfo(token: str) -> Mapping[str, str]:
    """Claims from the userinfo endpoint (OpenID Connect Core 5.3); none if it does not answer."""
    import httpx  # 140 ms that only a newcomer with a bare access token pays

    try:
        answer = httpx.get(
            settings().oidc_userinfo_url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=deadline.within(TIMEOUT_SECONDS),
        )
        claims: Mapping[str, str] = answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        logger().warning("userinfo did not answer", reason=type(error).__name__)
        return {}
    return claims


def verified(token: str) -> str | None:
    """Whose token this is, as the HTTP API's authorizer says; nothing where it refuses.

    For the live connection, which has no JWT authorizer of its own: so there is one place that
    verifies tokens.
    """
    import httpx

    try:
        answer = httpx.get(
            f"{settings().page_url}/api/v1/me",
            headers={"Authorization": f"Bearer {token}"},
            timeout=deadline.within(AUTHORIZER_SECONDS),
        )
        return str(answer.raise_for_status().json()["id"])
    except (httpx.HTTPError, ValueError, KeyError) as error:
        logger().info("token not verified", reason=type(error).__name__)
        return None


def cognito_user(token: str) -> Mapping[str, str]:
    """Attributes of the Cognito user whose access token this is; none if Cognito does not answer."""
    from botocore import UNSIGNED
    from botocore.exceptions import BotoCoreError, ClientError

    cognito = clients.client("cognito-idp", signature_version=UNSIGNED)
    try:
        user = cognito.get_user(AccessToken=token)
    except (BotoCoreError, ClientError) as error:
        logger().warning("Cognito did not answer", reason=type(error).__name__)
        return {}
    return {each["Name"]: each.get("Value", "") for each in user["UserAttributes"]}


def access_token(email: str, password: str) -> str:
    """Of a user of this stack's Cognito, for an hour. Raises botocore's `ClientError` where it refuses.

    As an administrator: the public client takes no password but by SRP, and this flow only from who may call
    it by IAM. Source: Amazon Cognito user pools API reference, AdminInitiateAuth.
    """
    cognito = clients.client("cognito-idp")
    answer = cognito.admin_initiate_auth(
        UserPoolId=settings().user_pool_id,
        ClientId=settings().user_pool_client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    return str(answer["AuthenticationResult"]["AccessToken"])


def remove_user(user_id: str) -> None:
    """Take the sign-in away, where it is Cognito's of this stack; a second time changes nothing.

    In a pool whose users sign in with an e-mail address, `sub` is the name of a user. Source: Amazon
    Cognito user pools API reference, AdminDeleteUser.
    """
    if not settings().user_pool_id:
        return
    cognito = clients.client("cognito-idp")
    try:
        cognito.admin_delete_user(UserPoolId=settings().user_pool_id, Username=user_id)
    except cognito.exceptions.UserNotFoundException:
        return
