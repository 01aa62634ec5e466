package dev.vivace.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A request being put together; {@link #send} sends it on a new connection. Made by {@link TestClient#request}. */
public final class TestRequest {
    private final TestClient client;
    private final String method;
    private final StringBuilder head = new StringBuilder();
    private byte[] body;
    private boolean hostSet;

    TestRequest(TestClient client, String method, String target) {
        this.client = client;
        this.method = method;
        requireBytes(target);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    }

    /** Each character goes over the wire as a byte, and a question mark in place of another one begins a query. */
    private static void requireBytes(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("the target '" + target + "' holds the character '"
                        + target.charAt(i) + "', which is no byte: percent-encode it, as clients do");
            }
        }
    }

    /**
     * Adds a header.
     *
     * @param name written as it is
     * @param value written as it is
     * @return this
     */
    public TestRequest header(String name, String value) {
        hostSet |= name.equalsIgnoreCase("Host");
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /**
     * Sets a body, with its Content-Length.
     *
     * @param bytes the body
     * @return this
     */
    public TestRequest body(byte[] bytes) {
        this.body = bytes.clone();
        return this;
    }

    /**
     * Sets a JSON body, with its Content-Length and Content-Type.
     *
     * @param json the body
     * @return this
     */
    public TestRequest json(String json) {
        return header("Content-Type", "application/json").body(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends it.
     *
     * @return the answer
     */
    public TestResponse send() {
        return client.exchange(bytes(), method.equals("HEAD"));
    }

    /**
     * The request as it goes over the wire.
     *
     * @return a fresh array
     */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        String rest = (hostSet ? "" : "Host: test\r\n")
                + (body == null ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n";
        bytes.writeBytes(rest.getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }
}
