"""Alarms, dashboard and the room that CloudFormation leaves agree with what is deployed."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, get_args

import pytest
from samtranslator.translator.transform import transform  # type: ignore[import-untyped]

from local.replay import SCHEDULED
from local.stacks import with_values
from seance.cloud.observability import NAMESPACE, Outcome
from seance.journey.steps import QUARTER
from tests.drift.template import defaults, functions, resources, stacks, template_of
from tests.tables import all_resources, template, templates

ROOT = Path(__file__).parents[2]
MOST_RESOURCES = 490  # of the 500 that CloudFormation takes in a stack
GRADUAL = {"Architecture": "arm64", "GradualDeploys": "true"}
# What AWS' services measure: "Monitoring" in the guides of Lambda, SQS, DynamoDB, HTTP APIs.
MEASURED = {
    "AWS/Lambda": {
        "ClaimedAccountConcurrency",
        "Duration",
        "Errors",
        "IteratorAge",
        "RecursiveInvocationsDropped",
        "Throttles",
    },
    "AWS/SQS": {"ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"},
    "AWS/ApiGateway": {"Count", "4xx", "5xx", "Latency", "ExecutionError", "IntegrationError"},
    "AWS/Scheduler": {"InvocationDroppedCount", "TargetErrorCount"},
    "AWS/Cognito": {"SignInThrottles", "SignUpThrottles", "TokenRefreshThrottles"},
    "AWS/SES": {"Reputation.BounceRate", "Reputation.ComplaintRate"},
    "AWS/DynamoDB": {
        "ConsumedReadCapacityUnits",
        "ConsumedWriteCapacityUnits",
        "ReadThrottleEvents",
        "WriteThrottleEvents",
        "TransactionConflict",
    },
    NAMESPACE: set(get_args(Outcome)),
}
DIMENSIONS = {
    "Refused": "stage,code",
    "NoticeSent": "stage,kind,channel",
    "NoticeUnsent": "stage,kind,channel",
}


def below() -> dict[str, dict[str, Any]]:
    """The stacks below the root, by logical id."""
    return {name: each["Properties"] for name, each in template()["Resources"].items()}


@lru_cache
def deployed(path: str, layer: str = "1", **values: str) -> dict[str, Any]:
    """A stack's resources as SAM hands them to CloudFormation, deployed gradually; with these parameters."""

    class NoPolicies:
        def load(self) -> dict[str, str]:
            return {}

    given = {name: f"{name.lower()}-1" for name in templates()[path]["Parameters"]}
    copy = with_values(templates()[path], given | GRADUAL | values)
    for resource in copy["Resources"].values():  # what `sam package` would upload
        for name, key in (("CodeUri", "code"), ("ContentUri", layer)):
            if name in resource.get("Properties", {}):
                resource["Properties"][name] = f"s3://bucket/{key}"
    found: dict[str, Any] = transform(copy, {}, NoPolicies())["Resources"]
    return found


@pytest.mark.parametrize("path", templates())
def test_there_is_room_in_each_stack(path: str) -> None:
    assert 0 < len(deployed(path)) <= MOST_RESOURCES


def test_there_is_room_for_sixty_more_operations() -> None:
    one = [name for name in deployed("stacks/events.yaml") if name.startswith("CancelEvent")]
    assert len(one) == 7  # function, role, version, alias, deployment group, integration, route
    used = [len(deployed(f"stacks/{name}.yaml")) for name in ("events", "bookings", "people")]
    assert sum((MOST_RESOURCES - each) // len(one) for each in used) >= 60


@pytest.mark.parametrize("changed", ["layer", "WritesPerMinute"])
def test_a_new_layer_or_setting_makes_new_versions(changed: str) -> None:
    """An alias stays with its version, so what makes no new one is never deployed.

    SAM hashes a function's properties as they stand, with the names of parameters in the place of values:
    https://github.com/aws/serverless-application-model/issues/3820. AWS::LanguageExtensions resolves them first.
    """
    path = "stacks/bookings.yaml"
    assert templates()[path]["Transform"][0] == "AWS::LanguageExtensions"
    before, after = deployed(path), deployed(path, **{changed: "another"})
    versions = {name for name, each in before.items() if each["Type"] == "AWS::Lambda::Version"}
    assert len(versions) == len(templates()[path]["Resources"].keys() & functions().keys())
    assert not versions & after.keys()


def test_a_gradual_deploy_goes_back_when_an_alarm_rings() -> None:
    for path, each in stacks().items():
        if preference := defaults(each).get("DeploymentPreference"):
            groups = [
                group["Properties"]
                for group in deployed(path).values()
                if group["Type"] == "AWS::CodeDeploy::DeploymentGroup"
            ]
            assert len(groups) == len(each["Resources"].keys() & functions().keys())
            assert preference["Alarms"]
            assert all(group["AlarmConfiguration"]["Enabled"] for group in groups)
            assert all(
                "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
                for group in groups
            )
            undone = deployed(path, GradualDeploys="false").values()
            assert not [one for one in undone if "CodeDeploy" in one["Type"]]


def test_nobody_gets_a_policy_that_opens_the_account() -> None:
    """SAM adds such for event sources of its own: all queues, all streams. Plain ones stand beside the functions."""
    for path in templates():
        policies = {
            arn["Fn::Sub"] if isinstance(arn, dict) else arn
            for each in deployed(path).values()
            if each["Type"] == "AWS::IAM::Role"
            for arn in each["Properties"].get("ManagedPolicyArns", ())
        }
        names = {arn.rpartition("/")[2] for arn in policies if ":aws:policy/" in arn}
        assert names <= {
            "AWSLambdaBasicExecutionRole",
            "AWSXrayWriteOnlyAccess",
            "AWSXRayDaemonWriteAccess",
            "AWSCodeDeployRoleForLambda",
            "AWSBackupServiceRolePolicyForBackup",
        }


def test_the_root_names_every_stack_and_gives_it_what_it_asks_for() -> None:
    nested = {each["TemplateURL"]: each["Parameters"] for each in below().values()}
    apart = {"template.yaml", "stacks/firewall.yaml"}  # the latter is deployed to another region
    assert nested.keys() | apart == templates().keys()
    for path, given in nested.items():
        assert given.keys() == templates()[path]["Parameters"].keys(), path


def test_what_is_read_of_a_stack_is_an_output_of_it() -> None:
    for name, each in below().items():
        read = re.findall(rf"\b{name}\.Outputs\.(\w+)", json.dumps(template()))
        assert set(read) <= templates()[each["TemplateURL"]].get("Outputs", {}).keys()


def named_in(value: Any) -> Iterator[str]:
    """What a part of a template refers to."""
    if isinstance(value, list):
        for each in value:
            yield from named_in(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key == "Fn::Sub":
                text, own = (each, {}) if isinstance(each, str) else each
                yield from (name for name in re.findall(r"\$\{(\w+)", text) if name not in own)
            elif key in {"Ref", "Fn::GetAtt", "DependsOn"}:
                names = [each] if isinstance(each, str) else each
                yield from (name.partition(".")[0] for name in names)
            yield from named_in(each)


@pytest.mark.parametrize("path", templates())
def test_no_resource_waits_for_itself(path: str) -> None:
    """CloudFormation refuses circles; the local cloud and `sam validate --lint` do not notice them behind SAM."""
    order = TopologicalSorter({name: named_in(each) for name, each in deployed(path).items()})
    assert set(order.static_order()) >= set(deployed(path))  # or CycleError names the circle


def alarms() -> dict[str, dict[str, Any]]:
    """Every alarm that somebody is told of, and not only CodeDeploy."""
    return {
        name: each
        for name, each in resources("AWS::CloudWatch::Alarm").items()
        if template_of(name) is templates()["stacks/watching.yaml"]
    }


@pytest.mark.parametrize("name", alarms())
def test_an_alarm_rings_on_a_metric_that_exists_and_stands_in_the_runbook(name: str) -> None:
    alarm = alarms()[name]
    if isinstance(alarm["MetricName"], dict):  # of what the logs say
        counted = [
            each["MetricTransformations"][0]
            for each in resources("AWS::Logs::MetricFilter").values()
        ]
        assert (alarm["Namespace"], alarm["MetricName"]) in [
            (each["MetricNamespace"], each["MetricName"]) for each in counted
        ]
    else:
        assert alarm["MetricName"] in MEASURED[alarm["Namespace"]]
    assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]
    assert "docs/operations.md" in alarm["AlarmDescription"]
    # An alarm may not publish to a topic under AWS' own key, and nobody hears that it could not.
    assert "KmsMasterKeyId" not in resources("AWS::SNS::Topic")["AlarmTopic"]
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    kind = re.sub(r"^\w+(QueueAge|Throttles|Lag)Alarm$", r"…\1Alarm", name)
    named = (name, name.removesuffix("Alarm"), kind)
    assert any(f"`{each}`" in runbook for each in named), named


@pytest.mark.parametrize("queue", [n for n in resources("AWS::SQS::Queue") if n.endswith("Queue")])
def test_a_message_that_nobody_takes_rings_an_alarm(queue: str) -> None:
    alarm = alarms()[f"{queue}AgeAlarm"]
    assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": {"Ref": queue}}]
    assert below()["Watching"]["Parameters"][queue] == {"Fn::GetAtt": f"Workers.Outputs.{queue}"}


def test_a_table_or_index_without_room_rings_an_alarm() -> None:
    watched = {
        (each["MetricName"], *(str(one["Value"]) for one in each["Dimensions"]))
        for each in alarms().values()
        if each["Namespace"] == "AWS/DynamoDB"
    }
    names = templates()["stacks/watching.yaml"]["Mappings"]["Indexes"]
    for table in resources("AWS::DynamoDB::Table"):
        assert below()["Watching"]["Parameters"][table] == {"Fn::GetAtt": f"Data.Outputs.{table}"}
        for direction in ("Read", "Write"):
            assert (f"{direction}ThrottleEvents", str({"Ref": table})) in watched
    indexes = resources("AWS::DynamoDB::Table")["Main"]["GlobalSecondaryIndexes"]
    assert {each["IndexName"] for each in indexes} == {each["Name"] for each in names.values()}
    for key in names:
        found = {"Fn::FindInMap": ["Indexes", key, "Name"]}
        assert ("WriteThrottleEvents", str({"Ref": "Main"}), str(found)) in watched
    for each in resources("AWS::DynamoDB::Table")["Feed"]["GlobalSecondaryIndexes"]:
        assert ("WriteThrottleEvents", str({"Ref": "Feed"}), each["IndexName"]) in watched


def test_what_functions_cannot_catch_is_counted_in_the_logs_of_every_room() -> None:
    groups = {each["LoggingConfig"]["LogGroup"]["Ref"] for each in functions().values()}
    logs = resources("AWS::Logs::LogGroup")
    named = {logs[each]["LogGroupName"]["Fn::Sub"] for each in groups}
    filters = [
        each
        for each in resources("AWS::Logs::MetricFilter").values()
        if each["MetricTransformations"][0]["MetricName"]
        == alarms()["FunctionErrorsAlarm"]["MetricName"]
    ]
    assert {each["LogGroupName"]["Fn::Sub"] for each in filters} == named
    assert len(filters) == len(named)
    assert template()["Resources"]["Watching"]["DependsOn"] == ["Events", "Bookings", "People"]


def test_cloudfronts_failures_ring_where_its_metrics_are() -> None:
    apart = templates()["stacks/firewall.yaml"]
    alarm = apart["Resources"]["PageFailuresAlarm"]["Properties"]
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/CloudFront", "5xxErrorRate")
    assert {"Name": "Region", "Value": "Global"} in alarm["Dimensions"]
    (action,) = alarm["AlarmActions"]
    assert apart["Resources"][action["Ref"]]["Type"] == "AWS::SNS::Topic"  # of the same region
    assert apart["Resources"]["PageAlarmSubscription"]["Properties"]["TopicArn"] == action
    assert apart["Parameters"]["DistributionId"]["Default"] == ""  # it is made before the house
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert "### `PageFailuresAlarm`" in runbook


def test_requests_that_api_gateway_refuses_for_all_are_counted_in_its_access_log() -> None:
    counted = resources("AWS::Logs::MetricFilter")["Throttled"]
    assert counted["LogGroupName"] == resources("AWS::Logs::LogGroup")["AccessLogs"]["LogGroupName"]
    line = json.loads(resources("AWS::ApiGatewayV2::Stage")["Stage"]["AccessLogSettings"]["Format"])
    read = dict(re.findall(r'\$\.(\w+) = "(.*?)"', counted["FilterPattern"]))
    assert read == {
        "status": "429",
        "integration_ms": "-",
    }  # API Gateway's sign for what is not there
    assert line["status"] == "$context.status"
    assert line["integration_ms"] == "$context.integrationLatency"
    assert (
        resources("AWS::CloudWatch::Alarm")["ApiThrottlesAlarm"]["MetricName"]
        == (counted["MetricTransformations"][0]["MetricName"])
    )


def test_nothing_is_reserved_or_limited_unless_somebody_says_so() -> None:
    """A new account has no more than what Lambda keeps unreserved, and would refuse the deploy."""
    reserved = {
        name: each["ReservedConcurrentExecutions"]["Fn::If"]
        for name, each in functions().items()
        if "ReservedConcurrentExecutions" in each
    }
    assert reserved.keys() == {"RequestBooking", "TellOfChanges", "FollowUp", "RemindGuests"}
    for condition, number, otherwise in reserved.values():
        assert otherwise == {"Ref": "AWS::NoValue"}
        assert template()["Parameters"][number["Ref"]]["Default"] == 0
        (holder,) = [each for each in stacks().values() if condition in each.get("Conditions", {})]
        assert holder["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [number, "0"]}]}


def test_mails_go_out_by_a_configuration_set_whose_bounces_and_complaints_are_heard() -> None:
    ((name, of_mails),) = resources("AWS::SES::ConfigurationSet").items()
    assert of_mails["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    assert of_mails["ReputationOptions"] == {"ReputationMetricsEnabled": True}
    variables = functions()["SendEmail"]["Environment"]["Variables"]
    assert variables["MAIL_CONFIGURATION_SET"] == {"Ref": name}
    (heard,) = resources("AWS::SES::ConfigurationSetEventDestination").values()
    assert heard["ConfigurationSetName"] == {"Ref": name}
    assert heard["EventDestination"]["Enabled"]
    assert heard["EventDestination"]["MatchingEventTypes"] == ["bounce", "complaint"]
    ((rule, of_rule),) = resources("AWS::Events::Rule").items()
    (target,) = of_rule["Targets"]
    (opened,) = resources("AWS::SQS::QueuePolicy").values()
    (statement,) = opened["PolicyDocument"]["Statement"]
    assert statement["Resource"] == target["Arn"] == {"Fn::GetAtt": "MailFeedbackQueue.Arn"}
    only = {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": f"{rule}.Arn"}}}
    assert statement["Condition"] == only


def test_an_alarm_rings_before_ses_puts_the_account_under_review() -> None:
    """From 5 % bounces and 0.1 % complaints on: "Reputation metrics messages" in the guide of SES."""
    assert 0 < alarms()["BouncesAlarm"]["Threshold"] < 0.05
    assert 0 < alarms()["ComplaintsAlarm"]["Threshold"] < 0.001


def test_an_identity_of_ses_is_made_where_it_is_asked_for_and_stays() -> None:
    identity = all_resources()["MailIdentity"]
    assert identity["Condition"] == "MakesMailIdentity"
    assert template()["Parameters"]["MailDomain"]["Default"] == ""
    assert identity["Properties"]["DkimAttributes"] == {"SigningEnabled": True}
    assert identity["UpdateReplacePolicy"] == "Retain"
    assert identity["DeletionPolicy"] == "RetainExceptOnCreate"


def test_a_journey_that_does_not_come_through_rings_an_alarm() -> None:
    alarm, schedule = alarms()["JourneyAlarm"], resources("AWS::Scheduler::Schedule")["JourneyEveryQuarter"]  # fmt: skip
    assert alarm["MetricName"] == "JourneyDone"
    assert alarm["TreatMissingData"] == "breaching"
    assert schedule["ScheduleExpression"] == f"cron(0/{QUARTER // 60} * * * ? *)"
    assert alarm["Period"] == QUARTER
    assert json.loads(schedule["Target"]["Input"])["which"] in SCHEDULED
    assert template()["Parameters"]["Journey"]["Default"] == "false"


def streamed() -> list[str]:
    """The functions that read a table's stream."""
    return [
        name.removesuffix("Stream")
        for name in resources("AWS::Lambda::EventSourceMapping")
        if name.endswith("Stream")
    ]


@pytest.mark.parametrize("function", streamed())
def test_a_stream_that_falls_behind_rings_an_alarm(function: str) -> None:
    alarm = alarms()[f"{function}LagAlarm"]
    assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": function}}]
    assert below()["Watching"]["Parameters"][function] == {
        "Fn::GetAtt": f"Workers.Outputs.{function}"
    }


def test_every_function_is_traced_and_none_patches_its_libraries() -> None:
    assert {defaults(template_of(name))["Tracing"] for name in functions()} == {"Active"}
    assert not [name for name, each in functions().items() if "Tracing" in each]


def test_what_a_schedule_calls_in_vain_is_kept() -> None:
    for name, each in functions().items():
        if each["Handler"].startswith("schedules."):
            target = each["DeadLetterQueue"]["TargetArn"]
            assert target == {"Fn::GetAtt": "ScheduleDeadLetters.Arn"}, name
            assert name in SCHEDULED.values()


def shown() -> list[tuple[str, str, str]]:
    """Namespace, metric and the names of the dimensions that the dashboard shows."""
    (dashboard,) = resources("AWS::CloudWatch::Dashboard").values()
    found = []
    for widget in json.loads(dashboard["DashboardBody"]["Fn::Sub"])["widgets"]:
        for metric in widget["properties"]["metrics"]:
            if isinstance(metric[0], str):
                names = [each for each in metric[2::2] if isinstance(each, str)]
                found.append((metric[0], metric[1], ",".join(names)))
                continue
            search = re.match(r"SEARCH\('\{(.+?)\} MetricName=\"(\w+)\"", metric[0]["expression"])
            assert search, metric
            namespace, _, dimensions = search[1].partition(",")
            found.append((namespace, search[2], dimensions))
    return found


@pytest.mark.parametrize(("namespace", "metric", "dimensions"), shown())
def test_the_dashboard_shows_metrics_that_exist(
    namespace: str, metric: str, dimensions: str
) -> None:
    assert metric in MEASURED[namespace]
    if namespace == NAMESPACE:
        assert dimensions == DIMENSIONS.get(metric, "stage")


def test_the_dashboard_shows_every_outcome_of_the_business() -> None:
    assert {metric for namespace, metric, _ in shown() if namespace == NAMESPACE} == set(
        get_args(Outcome)
    )


@pytest.mark.parametrize("path", templates())
def test_what_a_template_refers_to_is_there(path: str) -> None:
    """`sam validate --lint` lets names pass that nothing has, where the template has two transforms."""
    each = templates()[path]
    named = {*each.get("Parameters", {}), *each["Resources"]}
    sections = [each.get(name, {}) for name in ("Conditions", "Resources", "Outputs", "Globals")]
    used = {name for section in sections for name in named_in(section)}
    assert {name for name in used if not name.startswith("AWS")} <= named
    assert set(conditions_in(sections)) <= each.get("Conditions", {}).keys()


def conditions_in(value: Any) -> Iterator[str]:
    """The names of the conditions that a part of a template goes by."""
    if isinstance(value, list):
        for each in value:
            yield from conditions_in(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key == "Fn::If":
                yield each[0]
            if key == "Condition" and isinstance(each, str):
                yield each
            yield from conditions_in(each)
