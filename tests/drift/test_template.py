"""The template keeps the house's rules: least privilege, dead letters, retention, alarms."""

import re
import tomllib
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from seance.cloud import keys, tables
from seance.cloud.config import Settings
from tests.drift.template import (
    defaults,
    functions,
    http_route,
    resources,
    stacks,
    statements,
    template_of,
)
from tests.tables import all_resources, template

ROOT = Path(__file__).parents[2]
LINT = "sqs:SendMessage*"  # the local cloud asks for SendMessageBatch by name
# They alone ask `seance.channels.push_keys` for more than text, and `seance.posters.card` for a picture.
BESIDES = {"GetPushKey": ["PushLayer"], "SendPush": ["PushLayer"], "DrawCard": ["PicturesLayer"]}
MADE_AGAIN = ("Idempotency", "Words")  # tables that hold nothing that people wrote


def environment() -> dict[str, Any]:
    """What every function is told, and what single ones are told beside it."""
    found: dict[str, Any] = {}
    for stack in stacks().values():
        found |= defaults(stack).get("Environment", {}).get("Variables", {})
    for function in functions().values():
        found |= function.get("Environment", {}).get("Variables", {})
    return found


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_every_setting_is_set_or_has_a_default(field: Any) -> None:
    value = environment().get(field.name.upper())
    assert value is not None or field.default is not MISSING
    if value is not None and field.type in (int, float) and "Ref" in value:
        assert template()["Parameters"][value["Ref"]]["Default"] == field.default


def test_every_variable_is_read() -> None:
    read = {field.name.upper() for field in fields(Settings)}
    by_powertools = {
        "LOG_LEVEL",
        "POWERTOOLS_SERVICE_NAME",
        "POWERTOOLS_METRICS_NAMESPACE",
        "STAGE_NAME",
    }
    assert set(environment()) <= read | by_powertools


@pytest.mark.parametrize("function", functions())
def test_a_role_allows_single_actions_on_single_resources(function: str) -> None:
    for statement in statements(function):
        actions = (
            statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        )
        assert all("*" not in action or action == LINT for action in actions), actions
        assert not {"dynamodb:Scan", "dynamodb:BatchWriteItem"} & set(actions)
        assert statement["Resource"] != "*" or actions in (
            ["ses:SendEmail"],
            ["ses:DeleteSuppressedDestination"],
            ["dynamodb:ListStreams"],
        )
        named = str(statement["Resource"])
        tables_named = any(
            f"{each}Arn" in named for each in ("Main", "Feed", "Idempotency", "Words")
        )
        assert not tables_named or "dynamodb:LeadingKeys" in str(statement["Condition"])


@pytest.mark.parametrize("function", functions())
def test_who_writes_for_a_user_may_count_the_writes(function: str) -> None:
    method, _, token = http_route(function) or ("GET", "", False)
    if token and method != "GET":
        counts = [each for each in statements(function) if "Idempotency" in str(each["Resource"])]
        assert counts, "give it what FollowUser has on the Idempotency table"
        assert {"dynamodb:GetItem", "dynamodb:UpdateItem"} <= set(counts[0]["Action"])


@pytest.mark.parametrize("function", functions())
def test_a_function_logs_into_its_rooms_group_which_is_made_before_it(function: str) -> None:
    group = functions()[function]["LoggingConfig"]["LogGroup"]["Ref"]
    logs = template_of(function)["Resources"][group]["Properties"]
    assert logs["RetentionInDays"] == {"Ref": "LogRetentionDays"}


@pytest.mark.parametrize("function", functions())
def test_a_function_has_the_layers_of_its_own_template(function: str) -> None:
    """`sam local invoke` finds no others, and SAM makes a new version when one of these changes."""
    layers = [each["Ref"] for each in defaults(template_of(function))["Layers"]]
    assert layers == ["DependenciesLayer", "SharedLayer"]
    besides = [each["Ref"] for each in functions()[function].get("Layers", [])]
    assert besides == BESIDES.get(function, [])
    for each in layers + besides:
        layer = template_of(function)["Resources"][each]
        assert layer["Properties"]["PublishLambdaVersion"]
        assert layer["Metadata"] == {"BuildMethod": "makefile"}


@pytest.mark.parametrize(
    "queue", [name for name in resources("AWS::SQS::Queue") if name.endswith("Queue")]
)
def test_a_queue_has_dead_letters(queue: str) -> None:
    policy = resources("AWS::SQS::Queue")[queue]["RedrivePolicy"]
    dead = policy["deadLetterTargetArn"]["Fn::GetAtt"].removesuffix(".Arn")
    assert dead == queue.removesuffix("Queue") + "DeadLetters"
    (timeout,) = {defaults(template_of(queue))["Timeout"]}
    fed = {
        each["FunctionName"]["Ref"].removesuffix(".Alias") for each in mappings(of_streams=False)
    }
    longest = max(functions()[each].get("Timeout", timeout) for each in fed)
    assert resources("AWS::SQS::Queue")[queue]["VisibilityTimeout"] >= 6 * longest


@pytest.mark.parametrize(
    "queue", [name for name in resources("AWS::SQS::Queue") if name.endswith("Queue")]
)
def test_dead_letters_are_kept_for_ten_days_whenever_they_died(queue: str) -> None:
    """A letter's age counts from its first sending. Source: "Setting-up dead-letter queue retention in Amazon SQS"."""
    queues = resources("AWS::SQS::Queue")
    dead = queues[queue.removesuffix("Queue") + "DeadLetters"]["MessageRetentionPeriod"]
    assert dead - queues[queue]["MessageRetentionPeriod"] >= 10 * 24 * 3600


@pytest.mark.parametrize(
    "queue", [name for name in resources("AWS::SQS::Queue") if name.endswith("DeadLetters")]
)
def test_dead_letters_ring_an_alarm(queue: str) -> None:
    alarm = resources("AWS::CloudWatch::Alarm")[f"{queue}Alarm"]
    assert alarm["Dimensions"][0]["Value"] == {"Ref": queue}
    given = template()["Resources"]["Watching"]["Properties"]["Parameters"]
    assert given[queue] == {"Fn::GetAtt": f"Workers.Outputs.{queue}"}
    named = template_of(queue)["Outputs"][queue]["Value"]
    assert named == {"Fn::GetAtt": f"{queue}.QueueName"}
    assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]


@pytest.mark.parametrize(
    "table", [name for name in resources("AWS::DynamoDB::Table") if name not in MADE_AGAIN]
)
def test_what_people_wrote_comes_back_and_cannot_be_deleted(table: str) -> None:
    kept = resources("AWS::DynamoDB::Table")[table]
    assert kept["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert kept["DeletionProtectionEnabled"]
    assert all_resources()[table]["UpdateReplacePolicy"] == "Retain"
    assert all_resources()[table]["DeletionPolicy"] == "RetainExceptOnCreate"


def test_every_table_that_people_wrote_into_is_in_the_backups() -> None:
    kept = [
        name
        for name, each in resources("AWS::DynamoDB::Table").items()
        if each.get("DeletionProtectionEnabled")
    ]
    (selection,) = resources("AWS::Backup::BackupSelection").values()
    chosen = selection["BackupSelection"]["Resources"]
    assert chosen == [{"Fn::GetAtt": f"{name}.Arn"} for name in kept]
    assert all_resources()["Backups"]["UpdateReplacePolicy"] == "Retain"
    production = tomllib.loads((ROOT / "samconfig.toml").read_text("utf-8"))["production"]
    overrides = dict(
        each.split("=") for each in production["deploy"]["parameters"]["parameter_overrides"]
    )
    assert int(overrides["BackupDays"]) > 35, "what point-in-time recovery keeps anyway"


def test_accounts_cannot_be_lost_renamed_away_or_left_without_a_name() -> None:
    """A pool has no backup; `Required` cannot be changed later; an address is somebody's by a code only."""
    pool = resources("AWS::Cognito::UserPool")["UserPool"]
    assert pool["DeletionProtection"] == "ACTIVE"
    assert {each["Name"] for each in pool["Schema"] if each["Required"]} == {"email", "name"}
    assert pool["UserAttributeUpdateSettings"] == {
        "AttributesRequireVerificationBeforeUpdate": ["email"]
    }


def test_no_metric_is_paid_for_each_route() -> None:
    """Detailed metrics of 75 routes are some 450 custom metrics, and nothing reads them."""
    for stage in resources("AWS::ApiGatewayV2::Stage").values():
        assert not stage["DefaultRouteSettings"].get("DetailedMetricsEnabled", False)


@pytest.mark.parametrize(
    ("sender", "taken"),
    [("seance@example.com", True), ("Seance <seance@example.com>", False), ("seance", False)],
)
def test_the_sender_is_a_bare_address(sender: str, taken: bool) -> None:
    """`ses:FromAddress`, which the right to send is compared with, is without a display name."""
    pattern = template()["Parameters"]["MailFrom"]["AllowedPattern"]
    assert bool(re.fullmatch(pattern, sender)) == taken


def mappings(of_streams: bool) -> list[dict[str, Any]]:
    """The event sources that are streams, or those that are queues."""
    return [
        each
        for each in resources("AWS::Lambda::EventSourceMapping").values()
        if of_streams == ("Stream" in str(each["EventSourceArn"]))
    ]


def test_a_bad_record_holds_nobody_up() -> None:
    for mapping in mappings(of_streams=True):
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert mapping["BisectBatchOnFunctionError"]
        assert mapping["MaximumRetryAttempts"] > 0
        assert mapping["DestinationConfig"]["OnFailure"]["Destination"] == {
            "Fn::GetAtt": "StreamDeadLetters.Arn"
        }
    for mapping in mappings(of_streams=False):
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("mapping", resources("AWS::Lambda::EventSourceMapping"))
def test_who_is_called_for_a_source_may_read_that_source(mapping: str) -> None:
    source = resources("AWS::Lambda::EventSourceMapping")[mapping]
    function = source["FunctionName"]["Ref"].removesuffix(".Alias")
    wanted = (
        "dynamodb:GetRecords" if "Stream" in str(source["EventSourceArn"]) else "sqs:ReceiveMessage"
    )
    assert source["EventSourceArn"] in [
        each["Resource"] for each in statements(function) if wanted in each["Action"]
    ]


def test_a_stream_has_at_most_two_consumers() -> None:
    streams = [str(mapping["EventSourceArn"]) for mapping in mappings(of_streams=True)]
    assert max(streams.count(each) for each in streams) <= 2


def test_the_models_know_the_indexes_of_the_tables() -> None:
    for model, table in ((tables.MainItem, "Main"), (tables.FeedItem, "Feed")):
        indexes = resources("AWS::DynamoDB::Table")[table]["GlobalSecondaryIndexes"]
        assert {each["IndexName"] for each in indexes} == set(model._indexes)


def projected(index: str) -> set[str]:
    """What an index of Main projects beside the keys."""
    indexes = resources("AWS::DynamoDB::Table")["Main"]["GlobalSecondaryIndexes"]
    (found,) = [each for each in indexes if each["IndexName"] == index]
    return set(found["Projection"]["NonKeyAttributes"])


def test_the_indexes_project_what_lists_read_and_no_more_than_dynamodb_allows() -> None:
    event = {"item", "card", "left", "waiting"}
    booking = {
        "item", "event_id", "guest_id", "status", "requested_at", "version", "message",
        "invited_by", "extra_seat", "decided_by", "decided_at", "respond_by",
    }  # fmt: skip
    assert projected("by_city") == projected("by_cell") == event
    assert projected("by_asking") == {"item"}
    assert projected("by_time") == event | booking
    assert projected("by_user") == event | booking | {"event", "guest", "host_id"}
    sizes = [
        len(projected(each)) for each in ("by_user", "by_time", "by_city", "by_cell", "by_asking")
    ]
    assert max(sizes) <= 20
    assert sum(sizes) <= 100


def test_the_defaults_are_those_of_the_contract() -> None:
    parameters = template()["Parameters"]
    wanted = {
        "MinimumNoticeMinutes": 5,
        "MinimumDurationMinutes": 15,
        "ChangeNoticeSeconds": 60,
        "ReviewWindowDays": 14,
        "MaximumUpcomingEvents": 50,
        "MaximumLiveBookings": 200,
        "WritesPerMinute": 60,
        "SearchesPerMinute": 120,
    }
    assert {name: parameters[name]["Default"] for name in wanted} == wanted


def test_refresh_tokens_rotate_and_can_be_revoked() -> None:
    """A client that rotates must not allow REFRESH_TOKEN_AUTH: AWS refuses renewals by it.

    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
    """
    client = resources("AWS::Cognito::UserPoolClient")["UserPoolClient"]
    rotation = client["RefreshTokenRotation"]
    assert rotation["Feature"] == "ENABLED"
    # As long as Cognito allows: a page whose answer was lost asks again meanwhile (session.ts).
    assert rotation["RetryGracePeriodSeconds"] == 60
    assert "REFRESH_TOKEN" not in str(client["ExplicitAuthFlows"])
    assert client["EnableTokenRevocation"]
    assert client["PreventUserExistenceErrors"] == "ENABLED"


def test_there_is_a_configuration_for_each_place() -> None:
    text = (ROOT / "samconfig.toml").read_text(encoding="utf-8")
    assert all(f"[{place}.deploy.parameters]" in text for place in ("staging", "production"))
    settings = tomllib.loads(text)  # without it `sam build` takes a loop for a resource
    for place in ("default", "staging", "production"):
        assert settings[place]["global"]["parameters"]["language_extensions"]


def test_the_access_patterns_name_every_key() -> None:
    page = (ROOT / "docs" / "access-patterns.md").read_text(encoding="utf-8")
    user, event = "u", "e"
    found = [
        keys.event(event), keys.seats(event, 0), keys.told(event), keys.moderator(event, user),
        keys.booking(user, event), keys.agenda(user), keys.profile(user), keys.notice_settings(user),
        keys.blocks(user), keys.block(user, "v"), keys.follower("host", user), keys.link("code"), keys.notice(user, "id"),
        keys.sees_event(user, event), keys.sees_blocks(user), keys.sees_block(user, "v"), keys.silenced(user, event), keys.review(event, "author", "subject"),
        keys.message(event, "ulid"), (keys.chat_change(event, 1)[0], "CHANGE#number"),
        keys.connection("c"), keys.user_connection(user, "c"), keys.subscription(event, "c"),
        keys.live_seats(event), keys.ticket("hash"), keys.channel(user, "name"),
        keys.start_code("hash"), keys.share(user, "id"),
    ]  # fmt: skip
    for key in found:
        assert all(f"`{part}" in page or f" `{part}" in page for part in key), key
