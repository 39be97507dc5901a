"""What all that an operation answers is made from."""

from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    """Built with the route that answers it, and not for itself as well: init would be longer."""

    model_config = ConfigDict(defer_build=True)
