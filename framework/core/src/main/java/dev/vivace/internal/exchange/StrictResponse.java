package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.Cookie;
import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import dev.vivace.Later;
import dev.vivace.Reply;
import dev.vivace.Response;
import java.util.Iterator;
import java.util.function.Consumer;

/** A response that refuses to be used when or where it must not be; a fresh one for each request in strict mode. */
record StrictResponse(Answer checked, StrictScope scope, StrictReturns returns) implements Response {
    private Answer open() {
        scope.check("Response");
        return checked;
    }

    /** A content type that was staged takes the place of the answer's own. */
    private void bytes(Answer answer, String contentType) {
        String staged = answer.contentTypeName;
        returns.bytes(answer.status, staged != null ? staged : contentType);
    }

    /** What is refused before the answer has it is closed here. */
    private void document(Object source) {
        try {
            returns.document(open().status);
        } catch (Throwable e) {
            checked.closeUnused(source);
            throw e;
        }
    }

    @Override
    public Response status(int status) {
        open().status(status);
        returns.status(status);
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
        returns.json(open().status, value);
        return checked.json(value);
    }

    @Override
    public JsonOut jsonOut() {
        return open().jsonOut();
    }

    @Override
    public Reply sendJson() {
        returns.document(open().status);
        return checked.sendJson();
    }

    @Override
    public Reply jsonPieces(JsonPieces pieces) {
        document(pieces);
        return checked.jsonPieces(pieces);
    }

    @Override
    public Reply jsonPieces(long contentLength, JsonPieces pieces) {
        document(pieces);
        return checked.jsonPieces(contentLength, pieces);
    }

    @Override
    public Reply jsonArray(Iterator<?> elements) {
        document(elements);
        return checked.jsonArray(elements);
    }

    @Override
    public Reply text(String text) {
        bytes(open(), "text/plain");
        return checked.text(text);
    }

    @Override
    public Reply bytes(String contentType, byte[] body) {
        bytes(open(), contentType);
        return checked.bytes(contentType, body);
    }

    @Override
    public Reply bytes(String contentType, byte[] body, int offset, int length) {
        bytes(open(), contentType);
        return checked.bytes(contentType, body, offset, length);
    }

    @Override
    public Reply empty() {
        returns.nothing(open().emptyStatus());
        return checked.empty();
    }

    @Override
    public Reply empty(int status) {
        open().status(status);
        returns.nothing(status);
        return checked.empty();
    }

    @Override
    public Reply send(Canned canned) {
        bytes(open(), canned.contentType());
        return checked.send(canned);
    }

    @Override
    public Reply redirect(String location) {
        return redirect(302, location);
    }

    @Override
    public Reply redirect(int status, String location) {
        open().redirect(status, location);
        returns.nothing(status);
        return checked;
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
