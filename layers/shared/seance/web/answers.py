"""What all that an operation answers is made from."""

from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    """Built with the route that answers it: built for itself as well, it made init a tenth longer."""

    model_config = ConfigDict(defer_build=True)
