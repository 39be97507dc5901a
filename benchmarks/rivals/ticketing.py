"""(b) FastAPI with PostgreSQL, as ticketing systems do it: the event's row is locked while a seat is taken.

`SELECT … FOR UPDATE` makes who comes next wait (PostgreSQL documentation, "Explicit locking", 13.3.2). An
asynchronous pool of connections in each worker; the rest is as bare as its rival with boto3.
"""

import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from pydantic import BaseModel

TABLES = """
CREATE TABLE event (id uuid PRIMARY KEY, seats_left int NOT NULL CHECK (seats_left >= 0), approval text NOT NULL);
CREATE TABLE booking (
    event_id uuid NOT NULL REFERENCES event, guest_id text NOT NULL, status text NOT NULL, PRIMARY KEY (event_id, guest_id)
);
"""
CONNECTIONS = 8  # of a worker
POOL: AsyncConnectionPool[AsyncConnection[Any]] = AsyncConnectionPool(
    os.environ.get("TICKETING_DATABASE", ""), min_size=1, max_size=CONNECTIONS, open=False
)


@asynccontextmanager
async def _pool(_: FastAPI) -> AsyncIterator[None]:
    async with POOL:
        yield


app = FastAPI(lifespan=_pool, openapi_url=None)


class Announced(BaseModel):
    """What it needs of a new event."""

    capacity: int
    approval: str


@app.post("/api/v1/events", status_code=201)
async def announce(asked: Announced) -> dict[str, str]:
    """A new event."""
    event_id = str(uuid.uuid4())
    async with POOL.connection() as connection:
        await connection.execute(
            "INSERT INTO event VALUES (%s, %s, %s)", (event_id, asked.capacity, asked.approval)
        )
    return {"id": event_id}


@app.post("/api/v1/events/{event_id}/bookings", status_code=201)
async def ask(event_id: uuid.UUID, x_user: Annotated[str, Header()]) -> JSONResponse:
    """A request, or a seat at once where the event is automatic."""
    async with POOL.connection() as connection:
        found = await connection.execute("SELECT approval FROM event WHERE id = %s", (event_id,))
        row = await found.fetchone()
        status = "requested"
        if row and row[0] == "automatic":
            if not await _take_seat(connection, event_id):
                return JSONResponse({"status": "sold_out"}, 409)
            status = "confirmed"
        await connection.execute(
            "INSERT INTO booking VALUES (%s, %s, %s)", (event_id, x_user, status)
        )
    return JSONResponse({"status": status}, 201)


@app.post("/api/v1/events/{event_id}/bookings/{guest_id}/approve")
async def approve(event_id: uuid.UUID, guest_id: str) -> JSONResponse:
    """A seat for who has asked."""
    async with POOL.connection() as connection:
        if not await _take_seat(connection, event_id):
            return JSONResponse({"status": "sold_out"}, 409)
        await connection.execute(
            "UPDATE booking SET status = 'confirmed' WHERE event_id = %s AND guest_id = %s",
            (event_id, guest_id),
        )
    return JSONResponse({"status": "confirmed"})


async def _take_seat(connection: AsyncConnection[Any], event_id: uuid.UUID) -> bool:
    found = await connection.execute(
        "SELECT seats_left FROM event WHERE id = %s FOR UPDATE", (event_id,)
    )
    row = await found.fetchone()
    if row is None or row[0] == 0:
        return False
    await connection.execute(
        "UPDATE event SET seats_left = seats_left - 1 WHERE id = %s", (event_id,)
    )
    return True
