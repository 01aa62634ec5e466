package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.CookieHeader;
import dev.vivace.internal.http1.FieldList;
import dev.vivace.internal.http1.PathNormalizer;
import dev.vivace.internal.http1.QueryString;
import dev.vivace.internal.http1.RequestHead;
import dev.vivace.internal.http1.Utf8;
import dev.vivace.internal.typed.ParamValues;
import dev.vivace.internal.typed.ParamsPlan;

/**
 * Finds the values of a plan's parameters in a request. The query is run through once, whatever the number of parameters.
 *
 * <p><b>Threading:</b> stateless. Allocates nothing but larger tables.
 */
final class ParamLocator {
    private ParamLocator() {}

    static void locate(ParamsPlan<?> plan, RequestView request, QueryString.Cursor cursor, ParamValues values) {
        RequestHead head = request.head;
        values.begin(plan.slotCount(), head.bytes, request.path);
        int[] slots = plan.pathSlots();
        for (int i = 0; i < slots.length; i++) {
            path(request, plan.pathIndexes()[i], slots[i], values);
        }
        if (head.queryStart >= 0 && plan.hasQuery()) {
            query(plan, head, cursor, values);
        }
        for (int slot : plan.headerSlots()) {
            header(plan, head, slot, values);
        }
        for (int slot : plan.cookieSlots()) {
            cookie(plan, head, slot, values);
        }
    }

    private static void path(RequestView request, int index, int slot, ParamValues values) {
        int start = request.paramStart(index);
        int end = request.paramEnd(index);
        if (request.head.pathNeedsNormalizing && PathNormalizer.hasEncodedSlash(request.path, start, end)) {
            boolean rest = request.route.pattern().isRest(index);
            byte[] scratch = values.scratch((end - start) * PathNormalizer.ESCAPE_LENGTH);
            int length = PathNormalizer.slashes(request.path, start, end, rest, scratch, values.scratchLength());
            values.addDecoded(slot, 0, length);
        } else {
            values.add(slot, ParamValues.PATH, start, end);
        }
    }

    private static void query(ParamsPlan<?> plan, RequestHead head, QueryString.Cursor cursor, ParamValues values) {
        byte[] bytes = head.bytes;
        cursor.reset(head.queryStart, head.queryEnd);
        while (QueryString.next(bytes, cursor)) {
            int nameStart = cursor.nameStart();
            int nameEnd = cursor.nameEnd();
            int slot = cursor.nameEscaped()
                    ? escapedName(plan, bytes, nameStart, nameEnd, values)
                    : plan.querySlot(bytes, nameStart, nameEnd);
            if (slot == ParamsPlan.ABSENT) {
                continue;
            }
            if (cursor.valueEscaped()) {
                escapedValue(bytes, cursor.valueStart(), cursor.valueEnd(), slot, values);
            } else {
                values.add(slot, ParamValues.HEAD, cursor.valueStart(), cursor.valueEnd());
            }
        }
    }

    /** One that cannot be decoded is nobody's. */
    private static int escapedName(ParamsPlan<?> plan, byte[] bytes, int start, int end, ParamValues values) {
        byte[] scratch = values.scratch(end - start);
        int at = values.scratchLength();
        int length = QueryString.decode(bytes, start, end, scratch, at);
        return length < 0 ? ParamsPlan.ABSENT : plan.querySlot(scratch, at, at + length);
    }

    private static void escapedValue(byte[] bytes, int start, int end, int slot, ParamValues values) {
        byte[] scratch = values.scratch(end - start);
        int length = QueryString.decode(bytes, start, end, scratch, values.scratchLength());
        if (length < 0) {
            values.add(slot, ParamValues.MALFORMED, 0, 0);
        } else {
            values.addDecoded(slot, 0, length);
        }
    }

    /**
     * A field that takes several values is a list in the sense of RFC 9110 section 5.6.1, however many lines it comes in:
     * intermediaries may make one line of them (section 5.3).
     */
    private static void header(ParamsPlan<?> plan, RequestHead head, int slot, ParamValues values) {
        String name = plan.name(slot);
        int kind = ParamValues.HEAD | ParamValues.LATIN;
        boolean several = plan.several(slot);
        for (int i = head.indexOf(name, 0); i >= 0; i = head.indexOf(name, i + 1)) {
            int start = head.valueStart(i);
            int end = head.valueEnd(i);
            if (!several) {
                values.add(slot, kind, start, end);
                continue;
            }
            for (int at = start; at < end; ) {
                int comma = FieldList.elementEnd(head.bytes, at, end);
                int elementStart = FieldList.skipBlanks(head.bytes, at, comma);
                int elementEnd = FieldList.trimBlanks(head.bytes, elementStart, comma);
                if (elementEnd > elementStart) {
                    values.add(slot, kind, elementStart, elementEnd);
                }
                at = comma + 1;
            }
        }
    }

    /** The first counts, as everywhere: user agents send the more specific path first (RFC 6265 section 5.4). */
    private static void cookie(ParamsPlan<?> plan, RequestHead head, int slot, ParamValues values) {
        String name = plan.name(slot);
        for (int i = head.indexOf("cookie", 0); i >= 0; i = head.indexOf("cookie", i + 1)) {
            long found = CookieHeader.find(head.bytes, head.valueStart(i), head.valueEnd(i), name);
            if (found != CookieHeader.ABSENT) {
                int start = CookieHeader.valueStart(found);
                int end = CookieHeader.valueEnd(found);
                boolean utf8 = Utf8.valid(head.bytes, start, end);
                values.add(slot, utf8 ? ParamValues.HEAD : ParamValues.HEAD | ParamValues.LATIN, start, end);
                return;
            }
        }
    }
}
