"""Have mail sent to the account's own address again (M18). A second time changes nothing."""

from fastapi import APIRouter

from seance.channels import email
from seance.errors import ValidationFailed
from seance.people.newcomers import profile_of
from seance.people.store import switch
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/connections/email", status_code=204, tags=["channels"])
async def connect_email(user: CurrentUser) -> None:
    """Mail me."""
    profile = profile_of(user)
    if not profile.email:
        raise ValidationFailed.of("email", "this account has no verified e-mail address")
    email.begin_again(profile)
    switch(user.id, "email", on=True)


handler = lambda_handler(router)
