"""What memory a function gets, by a model of cost and time: `python -m benchmarks.memory`.

Lambda gives processor time in proportion to memory, a whole processor at 1,769 MB, and bills memory × time;
waiting for DynamoDB takes as long with any memory. So a request that computes for `computing` seconds on a whole
processor and waits for `waiting` takes `waiting + computing × 1769 / memory`, and its price grows by what is waited
alone: the smallest is always the cheapest. Chosen is the smallest that holds twice what a process had at most and
answers in 50 ms, half of what people take for at once, for the network needs the other half. Asking for a seat is
measured: it computes the most of what happens often.
Sources: "Configure Lambda function memory" in the Lambda developer guide; J. Nielsen, "Response Times: The 3 Important Limits" (100 ms).
"""

import json

from benchmarks.cold_start import CALL, cloud, sample
from benchmarks.report import Figure, run
from local.costs import read_prices
from local.telling import step

WHOLE_PROCESSOR = 1769  # MB
SIZES = (128, 256, 384, 512, 768, 1024, 1769)  # MB
ROUND_TRIP = 0.005  # seconds: "single-digit millisecond", as DynamoDB's page says
TRIPS = 3  # asking for a seat takes (P6)
AT_ONCE = 0.05  # seconds
SPARE = 2  # times what a process has at most
ASK = """
import sys
sys.stdout, out = open(os.devnull, "w"), sys.stdout  # log lines
import bookings.request, resource, statistics, time
def seconds(guest):
    event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"] = f"{guest:08}-8888-4888-8888-888888888888"
    started = time.process_time()
    call(bookings.request.handler)
    return time.process_time() - started
found = [seconds(guest) for guest in range(80)]
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
print(json.dumps([statistics.median(found[30:]), megabytes]), file=out, flush=True)
"""


def chosen(computing: float, megabytes: float) -> int:
    """The smallest size, in MB, that holds and answers it in time; the largest where none does."""
    fitting = (
        size for size in SIZES if size >= SPARE * megabytes and time(size, computing) <= AT_ONCE
    )
    return next(fitting, SIZES[-1])


def time(size: int, computing: float) -> float:
    """Seconds that a request takes with so many MB."""
    return TRIPS * ROUND_TRIP + computing * WHOLE_PROCESSOR / size


def measure() -> list[Figure]:
    """Processor seconds and memory of asking for a seat, time and price by memory, and what is chosen."""
    with cloud() as (ours, _), step("Asking for a seat"):
        ours.environment["EVENT"] = sample(ours, "request_booking")
        computing, megabytes = json.loads(ours.printed(CALL + ASK))
    second = read_prices()["prices"]["lambda_gigabyte_second"]["dollars"]
    return [
        Figure("asking for a seat, on a whole processor", computing * 1000, "ms"),
        Figure("a process' most memory", megabytes, "MB"),
        Figure("chosen memory", chosen(computing, megabytes), "MB"),
        *(
            Figure("a request", time(size, computing) * 1000, "ms at", at=("MB", size))
            for size in SIZES
        ),
        *(
            Figure(
                "a million requests' gigabyte-seconds",
                1e6 * time(size, computing) * size / 1024 * second,
                "dollars at",
                at=("MB", size),
            )
            for size in SIZES
        ),
    ]


if __name__ == "__main__":
    run(measure)
