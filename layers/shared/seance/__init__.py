"""Seance: people watch films together. Everything that the functions share."""

import gc
import os


def _begin() -> None:
    """In Lambda's init collect nothing until `seance.cloud.snapshot.register`, which says why."""
    if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
        gc.disable()


_begin()
