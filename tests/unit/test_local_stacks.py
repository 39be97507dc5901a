"""The local cloud gives the stacks what CloudFormation would give them."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from local.builds import zipped
from local.stacks import Root, with_code, with_values
from local.telling import TroubleError

TEMPLATE: dict[str, Any] = {
    "Parameters": {"Domain": {"Default": ""}, "Stage": {"Default": "staging"}},
    "Conditions": {"HasDomain": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Domain"}, ""]}]}},
    "Resources": {
        name: {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": parameters}}
        for name, parameters in {
            "Page": {"Api": {"Fn::GetAtt": "Api.Outputs.Url"}},
            "Api": {"Table": {"Fn::Sub": "${Data.Outputs.Table}/x"}},
            "Data": {},
        }.items()
    },
}


def root(template: dict[str, Any] = TEMPLATE, **given: str) -> Root:
    """A root whose data stack is there."""
    return Root("house", template, given, {"Data": {"Table": "main-1"}})


def test_a_stack_comes_after_those_whose_outputs_it_asks_for() -> None:
    assert list(root().nested()) == ["Data", "Api", "Page"]  # the other way round in the template


def test_a_stack_comes_after_those_on_which_it_depends() -> None:
    early = {"Type": "AWS::CloudFormation::Stack", "Properties": {}, "DependsOn": ["Page"]}
    resources = {"Early": early, **TEMPLATE["Resources"]}
    stacks = root(TEMPLATE | {"Resources": resources}).nested()
    assert list(stacks) == ["Data", "Api", "Page", "Early"]


def test_stacks_that_ask_each_other_are_named() -> None:
    asks = {"Parameters": {"Url": {"Fn::GetAtt": "Page.Outputs.Url"}}}
    resources = TEMPLATE["Resources"] | {
        "Data": {"Type": "AWS::CloudFormation::Stack", "Properties": asks}
    }
    with pytest.raises(TroubleError, match=r"ask each other for outputs: .*Data"):
        root(TEMPLATE | {"Resources": resources}).nested()


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("as it is", "as it is"),
        ({"Ref": "Stage"}, "staging"),
        ({"Ref": "AWS::StackName"}, "house"),
        ({"Fn::GetAtt": "Data.Outputs.Table"}, "main-1"),
        ({"Fn::GetAtt": ["Data", "Outputs.Table"]}, "main-1"),
        ({"Fn::Sub": "${Stage}/${Data.Outputs.Table}"}, "staging/main-1"),
        ({"Fn::If": ["HasDomain", {"Ref": "Domain"}, "none"]}, "none"),
    ],
)
def test_an_expression_of_the_root_comes_to_its_value(expression: Any, value: str) -> None:
    assert root().value(expression) == value


def test_what_was_given_goes_before_a_default() -> None:
    asked = root(Stage="production", Domain="seance.example.com")
    assert asked.value({"Ref": "Stage"}) == "production"
    assert asked.value({"Fn::If": ["HasDomain", {"Ref": "Domain"}, "none"]}) == "seance.example.com"
    assert root(Stage="").value({"Ref": "Stage"}) == ""


def test_an_expression_that_nobody_taught_is_refused() -> None:
    with pytest.raises(TroubleError, match="Fn::Select"):
        root().value({"Fn::Select": [0, ["a"]]})
    with pytest.raises(TroubleError, match="Fn::Or"):
        root().holds({"Fn::Or": []})


def test_values_stand_in_the_place_of_parameters_and_of_nothing_else() -> None:
    declared = {
        "Parameters": {"Main": {"Type": "String"}, "Days": {"Type": "Number", "Default": 30}},
        "Conditions": {"IsMain": {"Fn::Equals": [{"Ref": "Main"}, ""]}},
    }
    template = declared | {
        "Resources": {
            "Queue": {"Name": {"Fn::Sub": "${Main}-${Days}-${AWS::Region}-${Queue.Arn}"}},
            "Other": [{"Ref": "Main"}, {"Ref": "Queue"}, {"Ref": "Days"}],
        },
    }
    assert with_values(template, {"Main": "main-1"}) == declared | {
        "Resources": {
            "Queue": {"Name": {"Fn::Sub": "main-1-30-${AWS::Region}-${Queue.Arn}"}},
            "Other": ["main-1", {"Ref": "Queue"}, 30],
        }
    }


def test_functions_and_layers_are_told_where_their_folder_was_uploaded() -> None:
    asked: list[Path] = []

    def uploaded(folder: Path) -> str:
        asked.append(folder)
        return "s3://artifacts/1"

    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "../code", "A": 1}}
    layer = {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "Shared"}}
    table = {"Type": "AWS::DynamoDB::Table", "Properties": {"CodeUri": "its own"}}
    near = Path("/build/Api")
    assert with_code(function, near, uploaded)["Properties"] == {
        "CodeUri": "s3://artifacts/1",
        "A": 1,
    }
    assert with_code(layer, near, uploaded)["Properties"] == {"ContentUri": "s3://artifacts/1"}
    assert with_code(table, near, uploaded) == table
    assert with_code(["Word", [], {}], near, uploaded) == ["Word", [], {}]  # a loop
    assert asked == [Path("/build/code"), Path("/build/Api/Shared")]


def test_a_folder_is_handed_over_with_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "get.py").write_text("handler = None")
    with ZipFile(BytesIO(zipped(tmp_path))) as archive:
        assert archive.read("events/get.py") == b"handler = None"
