"""The orders that the scenario `typed` posts, those that have to be refused, and what is answered to an order.

An order has `id` (a positive integer), `name` (not blank, at most 40 characters), `address` with `street` (not blank, at
most 60), `city` (not blank, at most 40) and `country` (two capital letters), and `lines`, 1 to 20 of them, with `sku` (1
to 12 characters), `quantity` (an integer from 1 to 1000) and `price` (an integer from 1 to 1,000,000). All of it is
required, nothing may be null, and nothing is converted: "3" is no integer. Other members are ignored.

`orders/accepted.jsonl` has an order of 200 bytes in each line; `orders/refused.jsonl` has what is no order, with what is
wrong with it, and whether it is not even JSON.
"""

import contextlib
import functools
import json
import os
import typing

import measure

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "orders")
ACCEPTED_FILE = os.path.join(FOLDER, "accepted.jsonl")
REFUSED_FILE = os.path.join(FOLDER, "refused.jsonl")
PATH = "/typed"
UNCHECKED_PATH = "/typed-unchecked"
# Members that nobody knows, white space, escapes and the limits themselves: right, but not what is measured.
UNUSUAL = (
    ' {"lines": [{"note": null, "price": 1, "quantity": 1000, "sku": "a"}],\n\t"address": {"country": "ZZ", '
    '"city": "\\u004b", "street": "' + "s" * 60 + '"}, "more": {"id": [1, "x"]}, "name": "' + "n" * 40 + '", "id": 1} ',
    '{"id":9007199254740991,"name":"\\u00c9\\n\\"","address":{"street":"\\ud83d\\ude00","city":"c","country":"AA"},'
    '"lines":[' + ",".join(['{"sku":"twelve chars","quantity":1,"price":1000000}'] * 20) + "]}",
)


class Refused(typing.NamedTuple):
    """A body, what is wrong with it, and whether every reader of JSON sees that."""

    body: bytes
    what: str
    malformed: bool


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


@functools.cache
def accepted():
    """The orders of the load."""
    return tuple(line.encode() for line in lines(ACCEPTED_FILE))


def unusual():
    """More orders that are right."""
    return tuple(text.encode() for text in UNUSUAL)


@functools.cache
def refused():
    """What is no order."""
    found = (json.loads(line) for line in lines(REFUSED_FILE))
    return tuple(Refused(line["body"].encode(), line["what"], line["malformed"]) for line in found)


def answer(body):
    """What is answered to an order."""
    order = json.loads(body)
    return {
        "id": order["id"],
        "name": order["name"],
        "count": len(order["lines"]),
        "total": sum(line["quantity"] * line["price"] for line in order["lines"]),
    }


def answer_bytes(body):
    """The same as it is on the wire: no white space, letters as they are, members in this order."""
    return json.dumps(answer(body), separators=(",", ":"), ensure_ascii=False).encode()


def check(server, path):
    """Posts orders that are right and some that are not, to one of the two paths; (least, most) bytes of an answer."""
    with measure.Client(server.port) as client:
        # Until all classes are loaded the date may be old by the time the answer comes.
        client.post(path, accepted()[0])
    lengths = [check_accepted(server, path, body, answer_bytes(body)) for body in accepted()]
    for body in unusual():
        check_accepted(server, path, body, None)
    for each in refused():
        if path == PATH or each.malformed:
            check_refused(server, path, each)
    return min(lengths), max(lengths)


def check_accepted(server, path, body, expected):
    """Twice on one connection; without the bytes expected, members may be in any order and escaped in any way."""
    with measure.Client(server.port) as client:
        received = [client.post(path, body), client.post(path, body)]
    for one in received:
        check_receipt(server, path, body, expected, one)
    return received[0].length


def check_receipt(server, path, body, expected, one):
    """Status, headers and body of an answer to an order."""
    measure.check_answer(one, path, server.name)
    if one.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise measure.Failure(f"{server.name} answers {path} with {one.headers.get('content-type')!r}")
    if "transfer-encoding" in one.headers or "content-encoding" in one.headers:
        raise measure.Failure(f"{server.name} encodes its answer to {path}: {one.headers}")
    if one.body != expected if expected is not None else parsed(one.body) != answer(body):
        raise measure.Failure(f"wrong answer of {server.name} to {path}: {one.body!r} to {body.decode()}")


def parsed(body):
    try:
        return json.loads(body)
    except ValueError:
        return None


def check_refused(server, path, each):
    """Whatever the framing of its answer, and whether or not the connection is kept."""
    line = b""
    with contextlib.suppress(ConnectionError), measure.Client(server.port) as client:
        client.send(measure.post_bytes(path, each.body, "close"))
        while b"\r\n" not in client.buffer:
            client.fill()
        line = client.buffer.partition(b"\r\n")[0]
    if not line.startswith(b"HTTP/1.1 4"):
        raise measure.Failure(f"{server.name} takes {path} with {each.what}: {line.decode('latin-1')!r}, wanted 4xx")
