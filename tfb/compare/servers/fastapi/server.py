"""The FastAPI application of the comparison, served by uvicorn."""

import functools
import os
import uuid
from typing import Annotated

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

ROUTE_COUNT = int(os.environ.get("ROUTES", "0"))
EMPTY_MESSAGE_BYTES = len('{"message":""}')

# Nobody asks for the documentation; without it there is no schema to make either.
app = FastAPI(openapi_url=None)


class Message(BaseModel):
    message: str


class Person(BaseModel):
    id: int
    name: str
    uuid: uuid.UUID


class Strict(BaseModel):
    """Nothing is converted: "3" is no integer."""

    model_config = ConfigDict(strict=True)


class Address(Strict):
    street: Annotated[str, Field(max_length=60, pattern=r"\S")]
    city: Annotated[str, Field(max_length=40, pattern=r"\S")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Line(Strict):
    sku: Annotated[str, Field(min_length=1, max_length=12)]
    quantity: Annotated[int, Field(ge=1, le=1000)]
    price: Annotated[int, Field(ge=1, le=1_000_000)]


class Order(Strict):
    id: Annotated[int, Field(gt=0)]
    name: Annotated[str, Field(max_length=40, pattern=r"\S")]
    address: Address
    lines: Annotated[list[Line], Field(min_length=1, max_length=20)]


class Receipt(BaseModel):
    id: int
    name: str
    count: int
    total: int


@functools.cache
def message_of(size):
    return "x" * (size - EMPTY_MESSAGE_BYTES)


# With a type to return, pydantic makes the JSON itself.
@app.get("/json")
async def hello() -> Message:
    return Message(message="Hello, World!")


@app.get("/plaintext")
async def plaintext():
    return PlainTextResponse("Hello, World!")


@app.get("/person")
async def person() -> Person:
    return Person(id=1, name="Alice", uuid=uuid.uuid4())


@app.get("/size/{size}")
async def sized(size: int) -> Message:
    if not 27 <= size <= 1_048_576:
        raise HTTPException(404)
    return Message(message=message_of(size))


@app.post("/typed")
async def typed(order: Order) -> Receipt:
    total = sum(line.quantity * line.price for line in order.lines)
    return Receipt(id=order.id, name=order.name, count=len(order.lines), total=total)


@app.post("/typed-unchecked")
async def typed_unchecked(request: Request) -> Receipt:
    try:
        order = await request.json()
    except ValueError:
        raise HTTPException(400) from None
    lines = order["lines"]
    total = sum(line["quantity"] * line["price"] for line in lines)
    return Receipt(id=order["id"], name=order["name"], count=len(lines), total=total)


for route in range(ROUTE_COUNT):
    app.get(f"/r{route}/users/{{user_id}}")(hello)
