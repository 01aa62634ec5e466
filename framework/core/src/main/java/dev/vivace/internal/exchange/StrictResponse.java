package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.Cookie;
import dev.vivace.JsonOut;
import dev.vivace.Later;
import dev.vivace.Reply;
import dev.vivace.Response;
import java.util.function.Consumer;

/** A response that refuses to be used when or where it must not be; a fresh one for each request in strict mode. */
record StrictResponse(Response checked, StrictScope scope) implements Response {
    private Response open() {
        scope.check("Response");
        return checked;
    }

    @Override
    public Response status(int status) {
        open().status(status);
        return this;
    }

    @Override
    public Response header(String name, String value) {
        open().header(name, value);
        return this;
    }

    @Override
    public Response addHeader(String name, String value) {
        open().addHeader(name, value);
        return this;
    }

    @Override
    public Response cookie(Cookie cookie) {
        open().cookie(cookie);
        return this;
    }

    @Override
    public Response closeConnection() {
        open().closeConnection();
        return this;
    }

    @Override
    public Reply json(Object value) {
        return open().json(value);
    }

    @Override
    public JsonOut jsonOut() {
        return open().jsonOut();
    }

    @Override
    public Reply sendJson() {
        return open().sendJson();
    }

    @Override
    public Reply text(String text) {
        return open().text(text);
    }

    @Override
    public Reply bytes(String contentType, byte[] body) {
        return open().bytes(contentType, body);
    }

    @Override
    public Reply bytes(String contentType, byte[] body, int offset, int length) {
        return open().bytes(contentType, body, offset, length);
    }

    @Override
    public Reply empty() {
        return open().empty();
    }

    @Override
    public Reply empty(int status) {
        return open().empty(status);
    }

    @Override
    public Reply send(Canned canned) {
        return open().send(canned);
    }

    @Override
    public Reply redirect(String location) {
        return open().redirect(location);
    }

    @Override
    public Reply redirect(int status, String location) {
        return open().redirect(status, location);
    }

    @Override
    public Reply problem(int status, String detail) {
        return open().problem(status, detail);
    }

    @Override
    public Reply defer(Consumer<Later> work) {
        return open().defer(work);
    }
}
