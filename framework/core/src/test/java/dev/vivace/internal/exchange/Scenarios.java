package dev.vivace.internal.exchange;

import dev.vivace.Letters;
import dev.vivace.internal.http1.Faults;
import java.util.ArrayList;
import java.util.List;

/** Everything a connection can go through, short enough to be played with a fault at each step. */
final class Scenarios {
    static final Expected OVERLOADED = Expected.problem(Problems.Fixed.OVERLOADED, "Retry-After: 1\r\n");
    private static final Expected OK = Expected.text("ok");
    private static final Expected INTERNAL = Expected.problem(Problems.Fixed.INTERNAL, "");
    private static final Expected DEADLINE = Expected.problem(Problems.Fixed.DEADLINE, "");
    private static final Expected NOT_FOUND = Expected.problem(Problems.Fixed.NOT_FOUND, "");
    private static final Expected JSON_300 = Expected.json("\"" + "j".repeat(Desk.BYTES_300_KB) + "\"");
    private static final Expected TEXT_300 = Expected.text("t".repeat(Desk.BYTES_300_KB));
    private static final Expected BYTES_300 = Expected.text("b".repeat(Desk.BYTES_300_KB));
    private static final String CHUNKED = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String GET_OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private Scenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(plain());
        all.addAll(bodies());
        all.addAll(ends());
        all.addAll(works());
        all.addAll(large());
        all.addAll(pieces());
        return all;
    }

    private static String post(String target, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static List<Scenario> plain() {
        Scenario burst = new Scenario("a pipelined burst");
        for (int i = 0; i < 6; i++) {
            burst.get("/ok", OK).get("/text/" + i, Expected.text("t".repeat(i)));
        }
        return List.of(
                new Scenario("a single request").get("/ok", OK),
                burst.sends("\r\n").get("/missing", NOT_FOUND).get("/ok", OK),
                new Scenario("one request after another")
                        .get("/ok", OK)
                        .waits()
                        .get("/text/7", Expected.text("ttttttt"))
                        .waits()
                        .get("/ok", OK),
                new Scenario("HEAD")
                        .sends("HEAD /text/9 HTTP/1.1\r\nHost: a\r\n\r\n")
                        .answer(Expected.headOfText(9))
                        .get("/ok", OK),
                new Scenario("handlers that throw")
                        .get("/throws", INTERNAL)
                        .get("/ok", OK)
                        .get("/throws-error", INTERNAL)
                        .get("/ok", OK),
                new Scenario("HTTP/1.0 that persists")
                        .sends("GET /ok HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                        .answer(Expected.textKeptAlive("ok"))
                        .get("/ok", OK));
    }

    private static List<Scenario> bodies() {
        String expecting = "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n";
        String chunks = "3;a=b\r\nabc\r\n5\r\ndefgh\r\n2\r\nij\r\n0\r\nTrailer-One: x\r\nTrailer-Two: y\r\n\r\n";
        return List.of(
                new Scenario("bodies with a length")
                        .sends(post("/echo", "0123456789"))
                        .answer(Expected.text("0123456789"))
                        .sends(post("/echo", ""))
                        .answer(Expected.text(""))
                        .get("/ok", OK)
                        .sends(post("/echo", "x".repeat(700)))
                        .answer(Expected.text("x".repeat(700))),
                new Scenario("chunked bodies with trailers")
                        .sends("POST /echo" + CHUNKED + chunks)
                        .answer(Expected.text("abcdefghij"))
                        .sends("POST /echo" + CHUNKED + "0\r\n\r\n")
                        .answer(Expected.text(""))
                        .get("/ok", OK),
                new Scenario("a body that the client asks about")
                        .get("/ok", OK)
                        .sends(expecting)
                        .answer(Expected.CONTINUE)
                        .waits()
                        .sends("0123456789")
                        .answer(Expected.text("0123456789"))
                        .get("/ok", OK),
                new Scenario("bodies that nobody wants")
                        .sends(post("/missing", "0123456789"))
                        .answer(NOT_FOUND)
                        .sends("POST /missing" + CHUNKED + chunks)
                        .answer(NOT_FOUND)
                        .get("/ok", OK),
                new Scenario("a body of 300 KB")
                        .sends(post("/echo", "e".repeat(Desk.BYTES_300_KB)))
                        .answer(Expected.text("e".repeat(Desk.BYTES_300_KB)))
                        .get("/ok", OK)
                        .large());
    }

    private static List<Scenario> ends() {
        String refused = "POST /missing HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n";
        return List.of(
                new Scenario("a body that is too large, by its length")
                        .get("/ok", OK)
                        .sends("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
                        .answer(Expected.fault(Faults.BODY_TOO_LARGE))
                        .sends("01234567890" + GET_OK)
                        .ends(),
                new Scenario("a body that is too large, by its chunks")
                        .sends("POST /small" + CHUNKED + "a\r\n0123456789\r\n1\r\n0")
                        .answer(Expected.fault(Faults.BODY_TOO_LARGE))
                        .sends("\r\n0\r\n\r\n" + GET_OK)
                        .ends(),
                new Scenario("a chunk that is none")
                        .sends("POST /echo" + CHUNKED + "3\r\nabcd\r\n")
                        .answer(Expected.fault(Faults.BAD_CHUNK_END))
                        .sends("0\r\n\r\n" + GET_OK)
                        .ends(),
                new Scenario("a head that is none, with bytes behind it")
                        .get("/ok", OK)
                        .sends("GET /ok HTTP/1.1\r\nBad Name: x\r\n\r\n")
                        .answer(Expected.fault(Faults.BAD_FIELD_NAME))
                        .sends(GET_OK + GET_OK)
                        .ends(),
                new Scenario("a body refused before it was sent")
                        .sends(refused)
                        .answer(NOT_FOUND.always())
                        .sends("0123456789" + GET_OK)
                        .ends(),
                new Scenario("a client that asks for the end")
                        .get("/ok", OK)
                        .sends("GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .answer(OK)
                        .sends(GET_OK)
                        .ends(),
                new Scenario("a handler that asks for the end")
                        .get("/ok", OK)
                        .get("/close", Expected.text("bye").always())
                        .sends(GET_OK + GET_OK)
                        .ends(),
                new Scenario("HTTP/1.0")
                        .sends("GET /ok HTTP/1.0\r\n\r\n")
                        .answer(OK)
                        .ends());
    }

    private static List<Scenario> works() {
        return List.of(
                new Scenario("deferred answers among others")
                        .get("/ok", OK)
                        .get("/later/1", Expected.text("later"))
                        .get("/ok", OK)
                        .get("/later-at-once", Expected.text("later"))
                        .get("/later/3", Expected.text("laterlaterlater"))
                        .get("/ok", OK),
                new Scenario("deferred answers that fail")
                        .get("/later-fails", INTERNAL)
                        .get("/later-throws", INTERNAL)
                        .get("/ok", OK),
                new Scenario("a deferred answer that never comes")
                        .get("/never", DEADLINE)
                        .get("/ok", OK),
                new Scenario("a deferred answer that is the last")
                        .get("/ok", OK)
                        .sends("GET /later/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .answer(Expected.text("later"))
                        .sends(GET_OK)
                        .ends(),
                new Scenario("blocking handlers among others")
                        .get("/ok", OK)
                        .get("/work", Expected.text("work"))
                        .get("/work-throws", INTERNAL)
                        .get("/ok", OK)
                        .get("/work", Expected.text("work")),
                new Scenario("a worker that cannot be had")
                        .get("/refuse", OK)
                        .get("/work", OVERLOADED)
                        .get("/work", Expected.text("work"))
                        .get("/ok", OK)
                        .alone(),
                new Scenario("a fault behind a deferred answer")
                        .get("/later/1", Expected.text("later"))
                        .sends("BAD\r\n\r\n")
                        .answer(Expected.fault(Faults.BAD_REQUEST_LINE))
                        .sends(GET_OK)
                        .ends());
    }

    private static List<Scenario> large() {
        return List.of(
                new Scenario("answers of 300 KB among small ones")
                        .get("/ok", OK)
                        .get("/300/json", JSON_300)
                        .get("/ok", OK)
                        .get("/300/text", TEXT_300)
                        .get("/300/bytes", BYTES_300)
                        .get("/ok", OK)
                        .large(),
                new Scenario("late answers of 300 KB")
                        .get("/later-300", JSON_300)
                        .get("/ok", OK)
                        .get("/work-300", JSON_300)
                        .get("/ok", OK)
                        .large(),
                new Scenario("an answer of 300 KB that is the last")
                        .sends("GET /300/json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .answer(JSON_300)
                        .sends(GET_OK)
                        .ends()
                        .large(),
                new Scenario("an answer of 5 MB")
                        .get("/5/bytes", Expected.text("b".repeat(Desk.BYTES_5_MB)))
                        .get("/ok", OK)
                        .large());
    }

    private static List<Scenario> pieces() {
        Expected chunks = Expected.chunks(Letters.pieces(100));
        return List.of(
                new Scenario("answers in pieces among others")
                        .get("/ok", OK)
                        .get("/pieces/100", chunks)
                        .get("/pieces/3", Expected.json(Letters.document(3)))
                        .get("/pieces-length/100", Expected.json(Letters.document(100)))
                        .get("/later-pieces", chunks)
                        .get("/ok", OK)
                        .large(),
                new Scenario("an answer in pieces that is the last")
                        .get("/ok", OK)
                        .sends("GET /pieces/100 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .answer(chunks)
                        .sends(GET_OK)
                        .ends()
                        .large(),
                new Scenario("an answer in pieces up to the end of HTTP/1.0")
                        .sends("GET /pieces/100 HTTP/1.0\r\n\r\n")
                        .answer(Expected.jsonUpToTheEnd(Letters.document(100)))
                        .ends()
                        .large());
    }
}
