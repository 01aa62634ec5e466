package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.ChunkEncoder;
import dev.vivace.internal.http1.ContentTypes;
import dev.vivace.internal.http1.HeadBlock;
import dev.vivace.internal.http1.HeadEncoder;
import dev.vivace.internal.http1.Statuses;

/**
 * The output of a turn: answers are appended here and leave in one send when the turn ends. What does not fit goes out in
 * slices from the array it is in; what the socket does not take stays with the connection.
 *
 * <p><b>Threading:</b> one per loop; empty between turns.
 */
final class AnswerWriter {
    private final LoopContext loop;
    private final byte[] out = new byte[LoopContext.OUTPUT_BYTES];
    private int length;

    AnswerWriter(LoopContext loop) {
        this.loop = loop;
    }

    /** Writes a staged answer; how many bytes it has, head and body. */
    long answer(Http1Connection to, Answer answer, boolean keepAlive, int minorVersion, boolean bodiless) {
        loop.keepDate();
        byte[] body = answer.body;
        int bodyStart = answer.bodyStart;
        int bodyLength = answer.bodyLength;
        if (answer.kind == Answer.JSON) {
            body = answer.json.bytes();
            bodyStart = 0;
            bodyLength = answer.json.length();
        }
        if (body.length > RetainedArrays.LARGE_BYTES) {
            loop.retained.watch();
        }
        if (answer.status == 205) {
            // RFC 9110 section 15.3.6: no content, and a length that says so
            bodyLength = 0;
        }
        HeadBlock block = block(to, answer);
        StagedFields staged = answer.staged;
        int sent = bodiless ? 0 : bodyLength;
        if (block.length() + staged.length() + HeadEncoder.EXTRA_BYTES_MAX + sent > out.length - length) {
            flush(to);
            if (to.closed()) {
                return 0;
            }
        }
        int before = length;
        int at = to.heads()
                .encoder
                .write(block, bodyLength, staged.bytes(), staged.length(), keepAlive, minorVersion, out, length);
        int headLength = at - before;
        if (sent <= out.length - at) {
            System.arraycopy(body, bodyStart, out, at, sent);
            length = at + sent;
        } else {
            length = at;
            large(to, answer, body, bodyStart, bodyStart + sent);
        }
        return headLength + (long) sent;
    }

    private HeadBlock block(Http1Connection to, Answer answer) {
        AnswerHeads heads = to.heads();
        String typeName = answer.contentTypeName;
        if (answer.kind == Answer.CANNED) {
            boolean ownEtag = answer.staged.hasEtag();
            if (answer.status == 200 && typeName == null && !ownEtag) {
                return heads.canned(answer.canned);
            }
            if (answer.canned.etag() != null && !ownEtag) {
                answer.staged.addOwn("ETag", answer.canned.etag());
            }
            typeName = typeName != null ? typeName : answer.canned.contentType();
        }
        if (typeName == null) {
            return heads.encoder.block(answer.status, answer.contentType);
        }
        if (!Statuses.bodiless(answer.status)) {
            answer.staged.addOwn("Content-Type", typeName);
        }
        return heads.encoder.block(answer.status, ContentTypes.NONE);
    }

    /** A body that is larger than the output buffer: the head is in it already. */
    private void large(Http1Connection to, Answer answer, byte[] body, int start, int end) {
        int at = start + Math.min(out.length - length, end - start);
        System.arraycopy(body, start, out, length, at - start);
        length = out.length;
        flush(to);
        while (at < end && to.pending() == null && !to.closed()) {
            int slice = Math.min(end - at, LoopContext.OUTPUT_BYTES);
            int sent = to.wire().send(body, at, slice);
            if (sent < 0) {
                return;
            }
            at += sent;
            if (sent < slice) {
                to.startPending();
            }
        }
        if (at < end && !to.closed()) {
            leave(to.pending(), answer, body, at, end);
        } else if (answer == loop.answer && inJson(answer) && answer.json.oversized()) {
            answer.json.reset();
        }
    }

    private static boolean inJson(Answer answer) {
        return answer.kind == Answer.JSON || answer.kind == Answer.PIECES;
    }

    /** What the socket did not take: copied, unless nobody will write to its array again. */
    private void leave(PendingOutput pending, Answer answer, byte[] body, int at, int end) {
        if (!inJson(answer)) {
            if (answer.bodyConstant) {
                pending.addConstant(body, at, end);
            } else {
                pending.addCopy(body, at, end);
            }
        } else if (answer != loop.answer) {
            // The answer of a worker was made for this request
            pending.addOwned(body, at, end);
        } else if (answer.json.oversized()) {
            pending.addOwned(answer.json.detach(), at, end);
        } else {
            pending.addCopy(body, at, end);
        }
    }

    /**
     * Writes the head of an answer that is made in pieces.
     *
     * @param contentLength bytes of the body, or {@link PiecedAnswer#LENGTH_UNKNOWN}
     * @return bytes of the head
     */
    int piecedHead(
            Http1Connection to,
            Answer answer,
            long contentLength,
            boolean chunked,
            boolean keepAlive,
            int minorVersion) {
        loop.keepDate();
        HeadBlock block = block(to, answer);
        StagedFields staged = answer.staged;
        makeRoom(to, block.length() + staged.length() + HeadEncoder.EXTRA_BYTES_MAX);
        HeadEncoder encoder = to.heads().encoder;
        int before = length;
        length = contentLength == PiecedAnswer.LENGTH_UNKNOWN
                ? encoder.writeWithoutLength(block, chunked, staged.bytes(), staged.length(), keepAlive, out, length)
                : encoder.write(
                        block, contentLength, staged.bytes(), staged.length(), keepAlive, minorVersion, out, length);
        return length - before;
    }

    /**
     * Writes a piece of a body, which may be empty; how many bytes it has, its frame included.
     *
     * @param answer whose JSON is the piece
     */
    long piece(Http1Connection to, Answer answer, boolean chunked, boolean last) {
        byte[] piece = answer.json.bytes();
        int count = answer.json.length();
        if (piece.length > RetainedArrays.LARGE_BYTES) {
            loop.retained.watch();
        }
        int frame = 0;
        makeRoom(to, count + ChunkEncoder.EXTRA_BYTES_MAX);
        if (chunked && count > 0) {
            frame = ChunkEncoder.begin(count, out, length) - length;
            length += frame;
        }
        if (count <= out.length - length) {
            System.arraycopy(piece, 0, out, length, count);
            length += count;
        } else {
            large(to, answer, piece, 0, count);
        }
        if (!chunked) {
            return count;
        }
        makeRoom(to, ChunkEncoder.EXTRA_BYTES_MAX);
        int before = length;
        if (count > 0) {
            length = ChunkEncoder.end(out, length);
        }
        if (last) {
            length = ChunkEncoder.last(out, length);
        }
        return (long) frame + count + length - before;
    }

    /** Where so much does not fit behind what is there, that is sent; then it fits, or only in slices. */
    private void makeRoom(Http1Connection to, int bytes) {
        if (bytes > out.length - length) {
            flush(to);
        }
    }

    /** Writes the one answer to a request that failed before it had a handler. */
    void fault(Http1Connection to, HeadBlock block, byte[] problem, int sent) {
        loop.keepDate();
        if (block.length() + HeadEncoder.EXTRA_BYTES_MAX + sent > out.length - length) {
            flush(to);
        }
        int at = to.heads().encoder.write(block, problem.length, problem, 0, false, 1, out, length);
        System.arraycopy(problem, 0, out, at, sent);
        length = at + sent;
    }

    /** Writes {@code 100 Continue}. */
    void interim(Http1Connection to) {
        byte[] interim = HeadEncoder.interimContinue();
        if (interim.length > out.length - length) {
            flush(to);
        }
        System.arraycopy(interim, 0, out, length, interim.length);
        length += interim.length;
        loop.counters.answered(100);
    }

    /** Sends what there is; what the socket does not take stays with the connection. */
    void flush(Http1Connection to) {
        int toSend = length;
        if (toSend == 0) {
            return;
        }
        length = 0;
        if (to.closed()) {
            return;
        }
        int sent = 0;
        if (to.pending() == null) {
            sent = to.wire().send(out, 0, toSend);
            if (sent < 0 || sent == toSend) {
                return;
            }
            to.startPending();
        }
        to.pending().addCopy(out, sent, toSend);
    }

    /** Whether all was sent or forgotten, as it has to be between turns. */
    boolean empty() {
        return length == 0;
    }

    /** Forgets what was not sent: its connection failed. */
    void discard() {
        length = 0;
    }
}
