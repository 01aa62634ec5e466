package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.internal.http1.ContentTypes;
import dev.vivace.internal.http1.DateClock;
import dev.vivace.internal.http1.HeadBlock;
import dev.vivace.internal.http1.HeadEncoder;
import dev.vivace.internal.http1.Statuses;

/**
 * The heads of answers, made once each, with the fields that all answers of a listener have. A loop has one set for all
 * listeners without such fields.
 *
 * <p><b>Threading:</b> one loop's.
 */
public final class AnswerHeads {
    /** Canned answers whose heads are kept; those of further ones, made per request it seems, are compiled each time. */
    private static final int CANNED_COUNT_MAX = 4_096;

    final HeadEncoder encoder;
    /** Field lines, each with its CR LF. */
    final String fields;

    /** The content type of problems. */
    private final String problemType;

    /** Whether the encoder has it. */
    private final boolean problemTypeKnown;

    /** By status, where the encoder does not have the content type. */
    private final HeadBlock[] problems = new HeadBlock[Statuses.MAX + 1];

    private HeadBlock retryLater;
    private HeadBlock[] canned = new HeadBlock[16];

    /** @param ownProblemType where it is an app's own, else null */
    AnswerHeads(String server, DateClock date, String fields, String ownProblemType) {
        this.problemTypeKnown = ownProblemType == null;
        this.problemType = problemTypeKnown ? ContentTypes.name(ContentTypes.PROBLEM) : ownProblemType;
        this.encoder = new HeadEncoder(server, date, fields);
        this.fields = fields;
    }

    /** The head of a canned answer, compiled at first use. */
    HeadBlock canned(Canned answer) {
        int at = answer.index();
        HeadBlock block = at < canned.length ? canned[at] : null;
        return block != null ? block : compile(answer);
    }

    /** The head of a refusal for want of memory (RFC 9110 section 10.2.3). */
    HeadBlock retryLater() {
        if (retryLater == null) {
            retryLater = encoder.custom(503, problemType, "Retry-After: 1\r\n");
        }
        return retryLater;
    }

    /** The head of a problem without further fields. */
    HeadBlock problem(int status) {
        if (problemTypeKnown) {
            return encoder.block(status, ContentTypes.PROBLEM);
        }
        if (problems[status] == null) {
            problems[status] = encoder.custom(status, problemType, "");
        }
        return problems[status];
    }

    private HeadBlock compile(Canned answer) {
        String etag = answer.etag() == null ? "" : "ETag: " + answer.etag() + "\r\n";
        HeadBlock block = encoder.custom(200, answer.contentType(), etag);
        int at = answer.index();
        if (at < CANNED_COUNT_MAX) {
            if (at >= canned.length) {
                canned = java.util.Arrays.copyOf(canned, Math.max(at + 1, canned.length * 2));
            }
            canned[at] = block;
        }
        return block;
    }
}
