"""Puts changed code onto the local cloud past CloudFormation, which takes ten times as long.

A file of functions/ is one function's; the package `seance` is a layer of all. As in a deploy a version is
published and the alias moves to it; the version before goes, and the processes that run it with it.
"""

import shutil
import subprocess
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from local import cloud
from local.artifact import layer_command
from local.builds import zipped
from local.place import CHECKOUT, Place

FUNCTIONS = CHECKOUT / "functions"
SHARED = CHECKOUT / "layers" / "shared"
ALIAS = "live"  # AutoPublishAlias in stacks/*.yaml
LAYER = "SharedLayer"
AT_ONCE = 8


def carried(place: Place) -> Path:
    """Is there when something was put past CloudFormation, which then does not know what runs."""
    return place.folder / "carried.txt"


def put(place: Place, changed: Collection[Path]) -> list[str]:
    """Put the code of these files where it runs; the names of the functions that have it."""
    carried(place).touch()
    lambdas = cloud.session().client("lambda", endpoint_url=place.aws_url, config=cloud.CALLS)
    pages = lambdas.get_paginator("list_functions").paginate()
    functions: list[Any] = [each for page in pages for each in page["Functions"]]
    changes: dict[str, list[Callable[[], object]]] = {
        each["FunctionName"]: [] for each in functions
    }
    concerned = [each for each in functions if any(_runs(each, file) for file in changed)]
    if concerned:
        code = zipped(FUNCTIONS)
        for each in concerned:
            name = each["FunctionName"]
            changes[name].append(
                lambda name=name: lambdas.update_function_code(FunctionName=name, ZipFile=code)  # type: ignore[misc]
            )
    if any(file.is_relative_to(SHARED) for file in changed):
        for name, layers in _with_new_layer(lambdas, functions, _shared(place)).items():
            changes[name].append(
                lambda name=name, layers=layers: lambdas.update_function_configuration(  # type: ignore[misc]
                    FunctionName=name, Layers=layers
                )
            )
    names = [name for name, each in changes.items() if each]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda name: _publish(lambdas, name, changes[name]), names))
    return sorted(names)


def put_all(place: Place) -> None:
    """Have everything run as it stands here, whatever was put before."""
    put(place, [*FUNCTIONS.glob("*/*.py"), SHARED])
    carried(place).unlink()


def _runs(function: Any, file: Path) -> bool:
    """Whether the function is this file's; another file than one of Python's is its folder's."""
    if not file.is_relative_to(FUNCTIONS):
        return False
    folder, name, _ = function["Handler"].split(".")
    return file.parent.name == folder and (file.suffix != ".py" or file.stem == name)


def _publish(lambdas: Any, name: str, changes: list[Callable[[], object]]) -> None:
    for change in changes:
        change()
    version = lambdas.publish_version(FunctionName=name)["Version"]
    before = lambdas.get_alias(FunctionName=name, Name=ALIAS)["FunctionVersion"]
    lambdas.update_alias(FunctionName=name, Name=ALIAS, FunctionVersion=version)
    if before != version:
        lambdas.delete_function(FunctionName=name, Qualifier=before)


def _with_new_layer(lambdas: Any, functions: list[Any], content: bytes) -> dict[str, list[str]]:
    """A new version of every stack's layer; the layers of each function with it."""
    layers = {each["FunctionName"]: [one["Arn"] for one in each["Layers"]] for each in functions}
    new = {
        arn: lambdas.publish_layer_version(
            LayerName=arn.split(":")[6], Content={"ZipFile": content}
        )["LayerVersionArn"]
        for arn in {arn for arns in layers.values() for arn in arns if LAYER in arn}
    }
    return {name: [new.get(arn, arn) for arn in arns] for name, arns in layers.items()}


def _shared(place: Place) -> bytes:
    """The layer as `sam build` has it made."""
    folder = place.folder / "code" / "shared"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(layer_command(SHARED, LAYER, folder), check=True)
    return zipped(folder)
