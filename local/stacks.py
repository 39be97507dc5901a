"""Deploys template.yaml and its nested stacks onto the local cloud, as CloudFormation does on AWS.

MiniStack (1.5.33) runs no transform in a nested stack, and an update of one loses the attributes of its
roles. So the stacks stand beside each other here: the same templates with the same parameters, one by
one in the order in which their outputs are asked for, then the root with its outputs and nothing else.
Nor does its AWS::LanguageExtensions put values in the place of parameters, which is done here, too.
So is the work of `sam package`, which zips a folder anew for each of the hundred functions that share it.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from local import cloud
from local.builds import zipped
from local.place import REGION, Place, fingerprint
from local.telling import TroubleError
from local.templates import read_template

NESTED = "AWS::CloudFormation::Stack"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
WAIT: Any = {"Delay": 0.3, "MaxAttempts": 2000}  # seconds between looks; nothing here takes minutes
UNKNOWN = {
    "AWS::Backup::BackupSelection",
    "AWS::Budgets::Budget",
}  # what MiniStack refuses, also where a condition is off
ARTIFACTS = "seance-artifacts"
FOLDERS = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
NOTHING: dict[str, Any] = {"Nothing": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}


@dataclass
class Root:
    """The root template with what it was given and what its stacks put out."""

    name: str
    template: dict[str, Any]
    given: dict[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    def nested(self) -> dict[str, dict[str, Any]]:
        """The stacks within, each after those whose outputs it asks for or on which it depends."""
        stacks = {
            name: each
            for name, each in self.template["Resources"].items()
            if each["Type"] == NESTED
        }
        asked = {name: {*_asked(each), *each.get("DependsOn", ())} for name, each in stacks.items()}
        try:
            order = TopologicalSorter(asked).static_order()
            return {name: stacks[name]["Properties"] for name in order}
        except CycleError as error:
            raise TroubleError(
                f"These stacks ask each other for outputs: {', '.join(error.args[1])}.",
                "Move what both need into a stack of its own.",
            ) from error

    def value(self, node: Any) -> str:
        """What an expression of the root comes to; it knows those that the root needs."""
        match node:
            case {"Ref": "AWS::StackName"}:
                value = self.name
            case {"Ref": name}:
                value = self.given.get(name, str(self.template["Parameters"][name].get("Default")))
            case {"Fn::GetAtt": [stack, "Outputs", output] | [stack, output]}:
                value = self.outputs[stack][output.removeprefix("Outputs.")]
            case {"Fn::GetAtt": str(path)}:
                value = self.value({"Fn::GetAtt": path.split(".")})
            case {"Fn::If": [condition, one, other]}:
                value = self.value(one if self.holds({"Condition": condition}) else other)
            case {"Fn::Sub": str(text)}:
                value = re.sub(r"\$\{([^}]+)\}", lambda found: self.value(_named(found[1])), text)
            case str():
                value = node
            case _:
                raise _unknown(node)
        return value

    def holds(self, node: Any) -> bool:
        """Whether a condition does."""
        match node:
            case {"Condition": name}:
                return self.holds(self.template["Conditions"][name])
            case {"Fn::Equals": [one, other]}:
                return self.value(one) == self.value(other)
            case {"Fn::Not": [other]}:
                return not self.holds(other)
            case _:
                raise _unknown(node)


def deploy(place: Place, name: str, build: Path, given: dict[str, str]) -> None:
    """Create or update every stack of a template that was built. Raises TroubleError with the first failure."""
    cloudformation = cloud.session().client("cloudformation", endpoint_url=place.aws_url)
    root = Root(name, read_template(build / "template.yaml"), given)
    s3 = cloud.session().client("s3", endpoint_url=place.aws_url)
    with suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        s3.create_bucket(Bucket=ARTIFACTS, CreateBucketConfiguration={"LocationConstraint": REGION})

    @cache
    def uploaded(folder: Path) -> str:
        key = fingerprint([folder])
        s3.put_object(Bucket=ARTIFACTS, Key=key, Body=zipped(folder))
        return f"s3://{ARTIFACTS}/{key}"

    for stack, properties in root.nested().items():
        file = build / properties["TemplateURL"]
        parameters = {name: root.value(each) for name, each in properties["Parameters"].items()}
        template = read_template(file)
        known = {
            logical: with_code(each, file.parent, uploaded)
            for logical, each in template["Resources"].items()
            if logical.startswith("Fn::ForEach") or each["Type"] not in UNKNOWN
        }
        body = json.dumps(with_values(template | {"Resources": known}, parameters))
        key = f"{name}-{stack}.json"
        s3.put_object(Bucket=ARTIFACTS, Key=key, Body=body.encode())
        url = f"{place.aws_url}/{ARTIFACTS}/{key}"
        root.outputs[stack] = _put(cloudformation, f"{name}-{stack}", parameters, TemplateURL=url)
    outputs = {
        key: {"Value": root.value(each["Value"])} for key, each in root.template["Outputs"].items()
    }
    body = json.dumps({"Resources": NOTHING, "Outputs": outputs})
    _put(cloudformation, name, {}, TemplateBody=body)


def with_code(resource: Any, near: Path, uploaded: Callable[[Path], str]) -> Any:
    """A function or layer with the address that its folder was uploaded to; anything else as it is."""
    if not isinstance(resource, dict) or resource["Type"] not in FOLDERS:
        return resource
    properties, name = resource["Properties"], FOLDERS[resource["Type"]]
    code = uploaded((near / properties[name]).resolve())
    return resource | {"Properties": properties | {name: code}}


def with_values(template: dict[str, Any], parameters: dict[str, str]) -> dict[str, Any]:
    """The template with values in the place of its parameters, as AWS::LanguageExtensions leaves it.

    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-language-extensions.html
    """
    values = {
        name: parameters.get(name, each.get("Default"))
        for name, each in template.get("Parameters", {}).items()
    }

    def filled(node: Any) -> Any:
        match node:
            case {"Ref": str(name)} if name in values:
                return values[name]
            case {"Fn::Sub": str(text)}:
                return {
                    "Fn::Sub": re.sub(
                        r"\$\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text
                    )
                }
            case dict():
                return {key: filled(each) for key, each in node.items()}
            case list():
                return [filled(each) for each in node]
        return node

    return {
        key: each if key in ("Parameters", "Conditions") else filled(each)
        for key, each in template.items()
    }


def names(cloudformation: Any, root: str) -> list[str]:
    """The names of the root and its stacks, as far as they are there."""
    pages = cloudformation.get_paginator("describe_stacks").paginate()
    found = [stack["StackName"] for page in pages for stack in page["Stacks"]]
    return sorted(each for each in found if each == root or each.startswith(f"{root}-"))


def _asked(node: Any) -> Iterator[str]:
    """The stacks whose outputs an expression asks for."""
    if isinstance(node, dict):
        if path := node.get("Fn::GetAtt"):
            yield path[0] if isinstance(path, list) else path.split(".")[0]
        if isinstance(text := node.get("Fn::Sub"), str):
            yield from re.findall(r"\$\{(\w+)\.Outputs\.", text)
        for each in node.values():
            yield from _asked(each)
    elif isinstance(node, list):
        for each in node:
            yield from _asked(each)


def _unknown(node: Any) -> TroubleError:
    return TroubleError(
        f"template.yaml says {json.dumps(node)}, which the local cloud can't work out.",
        "Say it in other words, or teach them to local/stacks.py.",
    )


def _named(name: str) -> dict[str, Any]:
    return {"Fn::GetAtt": name} if ".Outputs." in name else {"Ref": name}


def _put(
    cloudformation: Any, name: str, parameters: dict[str, str], **template: str
) -> dict[str, str]:
    """Create or update one stack; its outputs."""
    asked: Any = template | {
        "StackName": name,
        "Capabilities": CAPABILITIES,
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
        ],
    }
    known = _status(cloudformation, name)
    if known in {"ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED"}:  # it never stood
        cloudformation.delete_stack(StackName=name)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig=WAIT)
        known = None
    try:
        if known is None:
            cloudformation.create_stack(**asked, OnFailure="DO_NOTHING")
            cloudformation.get_waiter("stack_create_complete").wait(
                StackName=name, WaiterConfig=WAIT
            )
        else:
            cloudformation.update_stack(**asked)
            cloudformation.get_waiter("stack_update_complete").wait(
                StackName=name, WaiterConfig=WAIT
            )
    except WaiterError as error:
        raise TroubleError(
            f"The stack {name} failed: {_reason(cloudformation, name)}", "Mend its template."
        ) from error
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise
    described = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    return {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", [])}


def _status(cloudformation: Any, name: str) -> str | None:
    with suppress(ClientError):
        status: str = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        return None if status == "DELETE_COMPLETE" else status
    return None


def _reason(cloudformation: Any, name: str) -> str:
    """Why the first resource of the last attempt failed."""
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [each for each in events if each["ResourceStatus"].endswith("_FAILED")]
    return "; ".join(
        f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason')}" for each in failed[:3]
    )
