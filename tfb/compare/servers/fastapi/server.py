"""The FastAPI application of the comparison, served by uvicorn."""

import functools
import os
import uuid

from fastapi import FastAPI, HTTPException
from fastapi.responses import PlainTextResponse, UJSONResponse

ROUTE_COUNT = int(os.environ.get("ROUTES", "0"))
EMPTY_MESSAGE_BYTES = len('{"message":""}')

# Nobody asks for the documentation; without it there is no schema to make either.
app = FastAPI(openapi_url=None)


@functools.cache
def message_of(size):
    return "x" * (size - EMPTY_MESSAGE_BYTES)


# A Response is what FastAPI has not to convert and check before.
@app.get("/json")
async def hello():
    return UJSONResponse({"message": "Hello, World!"})


@app.get("/plaintext")
async def plaintext():
    return PlainTextResponse("Hello, World!")


@app.get("/person")
async def person():
    return UJSONResponse({"id": 1, "name": "Alice", "uuid": str(uuid.uuid4())})


@app.get("/size/{size}")
async def sized(size: int):
    if not 27 <= size <= 1_048_576:
        raise HTTPException(404)
    return UJSONResponse({"message": message_of(size)})


for route in range(ROUTE_COUNT):
    app.get(f"/r{route}/users/{{user_id}}")(hello)
