"""`make up`: the local cloud runs, the template is on it, page and API answer on one address."""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from local import cloud, demo, page
from local.deploy import deploy
from local.place import REGION, STACK_NAME, Place, find_place, parse_parameters
from local.resources import of_type
from local.stacks import names
from local.telling import run, step, tell


def up(place: Place, *, with_page: bool = True, with_demo: bool = True) -> dict[str, Any]:
    """Bring the local cloud up, as far as it isn't yet; answers what stack.json holds."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        built = beside.submit(page.prepare, place) if with_page else None
        cloud.start(place)
        deploy(place)
        if built:
            built.result()
    stack = describe(place)
    if with_page:
        page.serve(place, stack["outputs"])
    place.stack_file.write_text(json.dumps(stack, indent=2, ensure_ascii=False) + "\n")
    loaded = place.folder / "demo.txt"
    # Demo people belong to a user pool: a new pool, as after a crash, needs them again.
    if with_demo and not (loaded.exists() and loaded.read_text() == stack["user_pool_id"]):
        with step("Loading demo data"):
            demo.load(stack)
        loaded.write_text(stack["user_pool_id"])
    return stack


def describe(place: Place) -> dict[str, Any]:
    """Addresses and names of what is deployed, for scripts and outside tests."""
    cloudformation = cloud.session().client("cloudformation", endpoint_url=place.aws_url)
    described = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
    outputs = {item["OutputKey"]: item["OutputValue"] for item in described.get("Outputs", [])}
    stacks = names(cloudformation, STACK_NAME)

    def resources(kind: str) -> dict[str, str]:
        return {
            name: physical
            for stack in stacks
            for name, physical in of_type(cloudformation, stack, kind).items()
        }

    return {
        "url": place.url,
        "live_url": f"{place.url.replace('http', 'ws', 1)}/live",
        "aws_endpoint_url": place.aws_url,
        "region": REGION,
        "stack_name": STACK_NAME,
        "user_pool_id": outputs["UserPoolId"],
        "user_pool_client_id": outputs["UserPoolClientId"],
        "issuer": outputs["Issuer"],
        "main_table": outputs["MainTable"],
        "feed_table": outputs["FeedTable"],
        "idempotency_table": outputs["IdempotencyTable"],
        "mail_url": f"{place.aws_url}/_ministack/ses/messages",
        "queues": resources("AWS::SQS::Queue"),
        "functions": resources("AWS::Lambda::Function"),
        "outputs": outputs,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where its state lies (default: .local)")
    parser.add_argument("--port", type=int, help="of page and API")
    parser.add_argument("--aws-port", type=int, help="of the AWS APIs")
    parser.add_argument("--parameters", default="", help="template parameters: Name=Value ...")
    parser.add_argument(
        "--no-page", action="store_true", help="only the cloud, without the gateway"
    )
    parser.add_argument("--no-demo", action="store_true", help="without demo data")
    asked = parser.parse_args()
    place = find_place(asked.folder, asked.port, asked.aws_port, parse_parameters(asked.parameters))
    up(place, with_page=not asked.no_page, with_demo=not asked.no_demo)
    tell(f"\nSeance runs at {place.url}")
    if not asked.no_demo:
        for name, email in demo.PEOPLE[:2]:
            tell(f"  sign in as {email} / {demo.PASSWORD}  ({name})")
    tell(f"Addresses and names for scripts: {place.stack_file}")


if __name__ == "__main__":
    run(main)
