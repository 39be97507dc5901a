"""What users entrust to Seance, sealed by KMS: whoever reads the tables reads nothing of it.

The encryption context is the user's id: what was sealed for one user opens for no other. Source:
"Encryption context" in the AWS KMS developer guide. Who seals and who opens are different roles.
"""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seance.cloud import clients
from seance.cloud.config import settings
from seance.errors import UpstreamUnavailable

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.parameters import SecretsProvider
    from mypy_boto3_kms import KMSClient


@lru_cache(maxsize=1)
def _client() -> "KMSClient":
    made: KMSClient = clients.client("kms")
    return made


@lru_cache(maxsize=1)
def _secrets() -> "SecretsProvider":
    from aws_lambda_powertools.utilities.parameters import SecretsProvider

    return SecretsProvider(boto3_client=clients.client("secretsmanager"))


def seal(secret: dict[str, Any], user_id: str) -> bytes:
    """Any JSON values, up to 4 kB as text."""
    answer = _client().encrypt(
        KeyId=settings().connections_key_arn,
        Plaintext=json.dumps(secret).encode(),
        EncryptionContext={"user_id": user_id},
    )
    return answer["CiphertextBlob"]


def unseal(sealed: bytes, user_id: str) -> dict[str, Any]:
    """The values again. Raises botocore's `ClientError` for another user's."""
    answer = _client().decrypt(
        KeyId=settings().connections_key_arn,
        CiphertextBlob=sealed,
        EncryptionContext={"user_id": user_id},
    )
    secret: dict[str, Any] = json.loads(answer["Plaintext"])
    return secret


def shared_secret(arn: str) -> str:
    """A secret of the installation from Secrets Manager, kept for five minutes."""
    from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

    try:
        return str(_secrets().get(arn, max_age=300))
    except GetParameterError as error:
        raise UpstreamUnavailable from error
