package dev.vivace.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One expected answer, interim (100) or final.
 *
 * @param status   the status code
 * @param toHead   whether it answers a HEAD request
 * @param optional whether it may be missing: a 100 that is left out when the body came along (RFC 9110 10.1.1)
 * @param body     the exact body, null if any will do
 * @param headers  what some of its headers must be
 */
public record CorpusAnswer(int status, boolean toHead, boolean optional, byte[] body, List<CorpusHeader> headers) {

    public CorpusAnswer {
        headers = List.copyOf(headers);
    }

    /** Null if the answer is as expected and obeys the rules that hold for all answers, else what is wrong. */
    String fault(WireAnswer answer) {
        if (answer.status() != status) {
            return "status " + answer.status() + ", expected " + status;
        }
        if (body != null && !Arrays.equals(body, answer.body())) {
            return "body is " + excerpt(answer.body()) + ", expected " + excerpt(body);
        }
        // RFC 9110 15.5.6
        if (status == 405 && answer.values("Allow").isEmpty()) {
            return "405 without Allow";
        }
        // RFC 9110 6.6.1
        if (status >= 200 && answer.values("Date").size() != 1) {
            return "Date is " + answer.values("Date");
        }
        for (CorpusHeader header : headers) {
            String fault = header.fault(answer);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static String excerpt(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(80, bytes.length), StandardCharsets.ISO_8859_1);
        return '"' + text + (bytes.length > 80 ? "\"... (" + bytes.length + " bytes)" : "\"");
    }
}
