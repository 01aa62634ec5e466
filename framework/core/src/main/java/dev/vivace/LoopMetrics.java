package dev.vivace;

import java.util.Map;

/**
 * The counters of one loop, or of all together, since the start. Each loop writes its own without locks; a snapshot is
 * exact for a quiet loop and at most one event behind for a busy one.
 *
 * @param connectionsAccepted connections taken from the listening socket, those beyond the bound apart, which are
 *     {@code connection-refused}
 * @param connectionsOpen connections now open, refused ones that are being told so among them
 * @param requests requests whose head was complete and well-formed
 * @param answers1xx interim answers
 * @param answers2xx final answers with a status from 200 to 299
 * @param answers3xx final answers with a status from 300 to 399
 * @param answers4xx final answers with a status from 400 to 499
 * @param answers5xx final answers with a status from 500 to 599
 * @param bytesRead bytes received
 * @param bytesWritten bytes sent
 * @param reads receive calls that gave bytes
 * @param writes send calls
 * @param inWork requests deferred or in blocking work now
 * @param requestBytesHeld memory that holds unfinished requests and requests in work now, in bytes
 * @param answerBytesHeld memory that holds answers which clients have not taken, now, in bytes
 * @param errors errors by kind: each fault of the protocol by its name, and what the page on limits lists beside them;
 *     kinds that did not occur are absent
 * @param turns how long the loop's turns take
 */
public record LoopMetrics(
        long connectionsAccepted,
        long connectionsOpen,
        long requests,
        long answers1xx,
        long answers2xx,
        long answers3xx,
        long answers4xx,
        long answers5xx,
        long bytesRead,
        long bytesWritten,
        long reads,
        long writes,
        long inWork,
        long requestBytesHeld,
        long answerBytesHeld,
        Map<String, Long> errors,
        LoopTurns turns) {}
