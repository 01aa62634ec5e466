"""Whether a server answers a scenario's requests correctly, and with how many bytes."""

import json
import re

import measure
import orders

UUID_4 = rb"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
PERSON = re.compile(rb'\{"id":1,"name":"Alice","uuid":"(' + UUID_4 + rb')"\}')


def check(member, unit):
    """Asks as the scenario will; (least, most) bytes of an answer on the wire."""
    server, scenario = member.server, unit.scenario
    if scenario.route == "typed":
        return check_floor_posts(server) if member.folder.is_floor else orders.check(server, unit.path)
    lengths = set()
    connections = ["keep-alive", "close"] if scenario.close_every else [scenario.connection]
    for connection in connections:
        for path in paths(unit):
            lengths.add(ask(server, member.folder.is_floor, unit, path, connection))
    return min(lengths), max(lengths)


def check_once(member, unit):
    """One request more, on a connection of its own: its answer must be right, and as long as before."""
    server, scenario = member.server, unit.scenario
    with measure.Client(server.port) as client:
        if scenario.route == "typed":
            path, body = orders.PATH if member.folder.is_floor else unit.path, orders.accepted()[0]
            answer = client.post(path, body)
        else:
            path = paths(unit)[0]
            answer = client.get(path, scenario.connection)
        if scenario.connection == "close":
            client.expect_end()
    if scenario.route != "typed":
        check_one(server, member.folder.is_floor, unit, path, answer)
    elif member.folder.is_floor:
        measure.check_answer(answer, path, server.name)
    else:
        orders.check_receipt(server, path, body, orders.answer_bytes(body), answer)
    least, most = member.answer_bytes
    if not least <= answer.length <= most:
        raise measure.Failure(f"{server.name} answers {path} with {answer.length} bytes now, {least} to {most} before: "
                              f"{answer.headers}")


def check_floor_posts(server):
    """It does not look at what is posted, but must find where it ends."""
    with measure.Client(server.port) as client:
        received = [client.post(orders.PATH, body) for body in orders.accepted()[:4]]
    for answer in received:
        measure.check_answer(answer, orders.PATH, server.name)
    return received[0].length, received[0].length


def paths(unit):
    """Some of those that the load asks for: the first route and the last, ids short and long."""
    if unit.scenario.route == "many":
        return ["/r0/users/1", f"/r{unit.value - 1}/users/7654321", f"/r{unit.value // 2}/users/42"]
    return [unit.path]


def ask(server, is_floor, unit, path, connection):
    with measure.Client(server.port) as client:
        first = client.get(path, connection)
        if connection == "close":
            client.expect_end()
            return check_one(server, is_floor, unit, path, first)
        second = client.get(path, connection)
    check_one(server, is_floor, unit, path, first)
    if unit.scenario.route == "person" and not is_floor and first.body == second.body:
        raise measure.Failure(f"{server.name} answers {path} with the same UUID again: {first.body!r}")
    return check_one(server, is_floor, unit, path, second)


def check_one(server, is_floor, unit, path, answer):
    """Status, headers and body; the answer's length."""
    route = unit.scenario.route
    # Whatever the floor is asked for, it answers as if for /json, as long as it was told to.
    if route == "size":
        measure.check_answer(answer, path, server.name)
        check_sized(server, path, answer.body, unit.value)
    elif is_floor or route in ("json", "many"):
        measure.check_answer(answer, "/json", server.name)
    else:
        measure.check_answer(answer, path, server.name)
        if route == "person" and not PERSON.fullmatch(answer.body):
            raise measure.Failure(f"wrong answer of {server.name} to {path}: {answer.body!r}")
    if "transfer-encoding" in answer.headers or "content-encoding" in answer.headers:
        raise measure.Failure(f"{server.name} encodes its answer to {path}: {answer.headers}")
    return answer.length


def check_sized(server, path, body, size):
    try:
        right = len(body) == size and set(json.loads(body)) == {"message"}
    except ValueError:
        right = False
    if not right:
        raise measure.Failure(f"wrong answer of {server.name} to {path}: {len(body)} bytes, {body[:40]!r}…")
