"""Virtual time: threads that take turns, so that a thousand seconds cost none and a seed repeats.

One thread runs at a time. Who sleeps hands the turn to the one whose moment is next, which may be the same.
"""

import heapq
import itertools
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any


class Task:
    """One job in a thread of its own, which runs only when it has the turn."""

    def __init__(self, job: Callable[[], Any], turns: "Turns") -> None:
        self.result: Any = None
        self.error: BaseException | None = None
        self.done = False
        self.go = threading.Lock()  # the turn, while it is open
        self.go.acquire()
        self._job, self._turns = job, turns
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        self.go.acquire()
        try:
            self.result = self._job()
        except BaseException as error:  # noqa: BLE001 # told to whoever asks for the answer
            self.error = error
        self.done = True
        self._turns.pass_on()

    def answer(self) -> Any:
        """What the job gave, or its error."""
        assert self.done, "the job has not ended"
        if self.error:
            raise self.error
        return self.result


class Turns:
    """The clock, and who runs when."""

    def __init__(self) -> None:
        self.began = datetime.now(UTC).replace(microsecond=0)
        self.seconds = 0.0
        self.waiting: list[tuple[float, int, Task]] = []
        self.back = threading.Lock()
        self.back.acquire()
        self._numbers = itertools.count()
        self._running: Task | None = None
        self._alone = False  # whether the turn comes back from whoever has it

    def start(self, job: Callable[[], Any], after: float = 0.0) -> Task:
        """Have a job begin so many seconds from now."""
        task = Task(job, self)
        self._wait(after, task)
        return task

    def sleep(self, seconds: float) -> None:
        """Stands in for `time.sleep`."""
        task = self._running
        if task is None:  # not one of the jobs: nobody else waits for the turn
            self.seconds += seconds
            return
        self._wait(seconds, task)
        self.pass_on()
        task.go.acquire()

    def pass_on(self) -> None:
        """The turn goes to the next; back to who began when there is none, or only one was to run."""
        if self._alone or not self.waiting:
            self._running = None
            self.back.release()
        else:
            self._give(heapq.heappop(self.waiting))

    def run(self) -> None:
        """Until every job has ended."""
        if self.waiting:
            self._give(heapq.heappop(self.waiting))
            self.back.acquire()

    def step(self, task: Task) -> None:
        """Let this one run until it sleeps again, whatever the time."""
        entry = next(each for each in self.waiting if each[2] is task)
        self.waiting.remove(entry)
        heapq.heapify(self.waiting)
        self._alone = True
        self._give(entry)
        self.back.acquire()
        self._alone = False

    def now(self, zone: tzinfo) -> datetime:
        """Stands in for `datetime.now`."""
        return (self.began + timedelta(seconds=self.seconds)).astimezone(zone)

    def monotonic(self) -> float:
        """Stands in for `time.monotonic`."""
        return self.seconds

    def _wait(self, seconds: float, task: Task) -> None:
        heapq.heappush(self.waiting, (self.seconds + seconds, next(self._numbers), task))

    def _give(self, entry: tuple[float, int, Task]) -> None:
        moment, _, task = entry
        self.seconds = max(self.seconds, moment)
        self._running = task
        task.go.release()
