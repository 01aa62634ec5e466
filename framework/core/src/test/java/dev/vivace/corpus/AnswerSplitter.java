package dev.vivace.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a server's output into answers, slowly and strictly (RFC 9112 4, 5 and 6.3). It shares no code with the server.
 * It knows only answers that are framed by Content-Length or that cannot have a body, which is all that the corpus app
 * sends.
 */
final class AnswerSplitter {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9]) [\\t -~]*");
    private static final Pattern FIELD_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t -~\\x80-\\xff]*?)[ \\t]*");

    private final byte[] output;
    private int position;

    AnswerSplitter(byte[] output) {
        this.output = output;
    }

    boolean hasMore() {
        return position < output.length;
    }

    /** The status of the answer that comes next without taking it, 0 if there is none. */
    int statusAhead() {
        int start = position;
        try {
            return hasMore() ? status() : 0;
        } finally {
            position = start;
        }
    }

    /** What is left, for messages, at most 80 bytes of it. */
    String rest() {
        int length = Math.min(80, output.length - position);
        return new String(output, position, length, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    /**
     * Takes the next answer.
     *
     * @param toHead whether it answers a HEAD request and so has no body whatever its Content-Length says
     * @throws MalformedAnswerException if the output holds no complete, well-formed answer here
     */
    WireAnswer next(boolean toHead) {
        int status = status();
        List<String[]> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD_LINE.matcher(line);
            if (!field.matches()) {
                throw new MalformedAnswerException("malformed field line: " + line);
            }
            headers.add(new String[] {field.group(1), field.group(2)});
        }
        WireAnswer head = new WireAnswer(status, headers, new byte[0]);
        boolean bodyless = status < 200 || status == 204 || status == 304;
        int length = contentLength(head, bodyless);
        if (bodyless || toHead) {
            return head;
        }
        if (length > output.length - position) {
            int left = output.length - position;
            throw new MalformedAnswerException(
                    "status " + status + ": Content-Length " + length + ", but only " + left + " bytes follow");
        }
        byte[] body = Arrays.copyOfRange(output, position, position + length);
        position += length;
        return new WireAnswer(status, headers, body);
    }

    private int status() {
        String line = line();
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new MalformedAnswerException("not a status line: " + line);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static int contentLength(WireAnswer head, boolean bodyless) {
        if (!head.values("Transfer-Encoding").isEmpty()) {
            throw new MalformedAnswerException("status " + head.status() + ": Transfer-Encoding is not expected");
        }
        List<String> lengths = head.values("Content-Length");
        if (bodyless) {
            // RFC 9110 8.6 forbids it for 1xx and 204; a 304 may carry it
            if (!lengths.isEmpty() && head.status() != 304) {
                throw new MalformedAnswerException("status " + head.status() + " with a Content-Length");
            }
            return 0;
        }
        if (lengths.size() != 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
            throw new MalformedAnswerException("status " + head.status() + ": Content-Length is " + lengths);
        }
        return Integer.parseInt(lengths.get(0));
    }

    private String line() {
        for (int i = position; i < output.length; i++) {
            if (output[i] == '\n') {
                if (i == position || output[i - 1] != '\r') {
                    throw new MalformedAnswerException("a line of an answer ends in a bare LF");
                }
                String line = new String(output, position, i - 1 - position, StandardCharsets.ISO_8859_1);
                position = i + 1;
                return line;
            }
        }
        throw new MalformedAnswerException("cut-off line: " + rest());
    }
}
