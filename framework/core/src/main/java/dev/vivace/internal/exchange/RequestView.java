package dev.vivace.internal.exchange;

import dev.vivace.AnswerListener;
import dev.vivace.Attribute;
import dev.vivace.HttpError;
import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.PerLoop;
import dev.vivace.Request;
import dev.vivace.internal.http1.AsciiNumber;
import dev.vivace.internal.http1.CookieHeader;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.http1.PathNormalizer;
import dev.vivace.internal.http1.QueryString;
import dev.vivace.internal.http1.RequestHead;
import dev.vivace.internal.http1.Utf8;
import dev.vivace.internal.typed.Lent;
import dev.vivace.internal.typed.ParamValues;
import dev.vivace.internal.typed.ParamsPlan;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The request as offsets into the loop's bytes; or, made by {@link #snapshot}, into a copy of its own.
 *
 * <p><b>Lifetime:</b> the loop's is filled anew for each request.
 */
final class RequestView implements Request {
    /** For snapshots, which are on any thread: they borrow what the loop's view has. */
    private static final Lent<ParamValues> VALUES_OFF_LOOP = new Lent<>();

    private final LoopContext loop;
    final RequestHead head;
    RoutePlan route;
    Http1Connection connection;
    long startNanos;
    byte[] path = RequestBytes.NONE;
    int pathStart;
    int pathEnd;
    private int[] paramStarts;
    private int[] paramEnds;
    private byte[] body = RequestBytes.NONE;
    private int bodyStart;
    private int bodyEnd;
    private Object[] attributes;
    /** Replaced as a whole: a worker may add one while the loop, at the deadline, tells those that are there. */
    private AnswerListener[] listeners;

    private final QueryString.Cursor cursor = new QueryString.Cursor();
    /** The loop's own; null in a snapshot. */
    private final ParamValues values;

    private int valueStart;
    private int valueEnd;

    /** The loop's own view. */
    RequestView(LoopContext loop) {
        this(loop, loop.head);
    }

    private RequestView(LoopContext loop, RequestHead head) {
        this.loop = loop;
        this.head = head;
        this.values = head == loop.head ? new ParamValues() : null;
    }

    /** Forgets the request before. */
    void begin(Http1Connection newConnection) {
        connection = newConnection;
        body = RequestBytes.NONE;
        bodyStart = 0;
        bodyEnd = 0;
        attributes = null;
        listeners = null;
    }

    void body(byte[] in, int start, int end) {
        body = in;
        bodyStart = start;
        bodyEnd = end;
    }

    /** An independent copy: head, path, parameters and body in one array of its own, attributes and listeners taken along. */
    RequestView snapshot() {
        int headLength = head.length;
        boolean separatePath = path != head.bytes;
        int pathLength = separatePath ? pathEnd - pathStart : 0;
        int bodyLength = bodyEnd - bodyStart;
        byte[] copy = new byte[headLength + pathLength + bodyLength];
        System.arraycopy(head.bytes, head.start, copy, 0, headLength);
        System.arraycopy(body, bodyStart, copy, headLength + pathLength, bodyLength);
        RequestView view = new RequestView(loop, new RequestHead(head.fieldCount));
        view.head.copyFrom(head, copy);
        int shift = separatePath ? headLength - pathStart : -head.start;
        if (separatePath) {
            System.arraycopy(path, pathStart, copy, headLength, pathLength);
        }
        view.path = copy;
        view.pathStart = pathStart + shift;
        view.pathEnd = pathEnd + shift;
        view.route = route;
        view.connection = connection;
        view.startNanos = startNanos;
        view.body(copy, headLength + pathLength, copy.length);
        view.attributes = attributes == null ? null : attributes.clone();
        view.listeners = listeners;
        int params = route.pattern() == null ? 0 : route.pattern().paramCount();
        view.paramStarts = new int[params];
        view.paramEnds = new int[params];
        for (int i = 0; i < params; i++) {
            view.paramStarts[i] = paramStart(i) + shift;
            view.paramEnds[i] = paramEnd(i) + shift;
        }
        return view;
    }

    /** The length of the array that a snapshot has, or would have. */
    int heldBytes() {
        if (values == null) {
            return path.length;
        }
        int pathLength = path != head.bytes ? pathEnd - pathStart : 0;
        return head.length + pathLength + bodyEnd - bodyStart;
    }

    int paramStart(int index) {
        return paramStarts == null ? loop.match.paramStart(index) : paramStarts[index];
    }

    int paramEnd(int index) {
        return paramEnds == null ? loop.match.paramEnd(index) : paramEnds[index];
    }

    private int paramIndex(String name) {
        int index = route.pattern() == null ? -1 : route.pattern().paramIndex(name);
        if (index < 0) {
            throw new IllegalArgumentException("route " + route.label() + " has no path parameter '" + name + "'");
        }
        return index;
    }

    AnswerListener[] listeners() {
        return listeners;
    }

    /** Those that were added to the loop's view after this snapshot of it was made. */
    void takeListeners(RequestView view) {
        listeners = view.listeners;
    }

    @Override
    public String method() {
        return head.methodId >= 0 ? Methods.name(head.methodId) : head.text(head.start, head.methodEnd);
    }

    @Override
    public String path() {
        return PathNormalizer.pathText(path, pathStart, pathEnd);
    }

    @Override
    public String rawTarget() {
        return head.text(head.targetStart, head.targetEnd);
    }

    @Override
    public String routePattern() {
        return route.pattern() == null ? "" : route.pattern().text();
    }

    @Override
    public String path(String name) {
        int index = paramIndex(name);
        return route.pattern().isRest(index)
                ? PathNormalizer.pathText(path, paramStart(index), paramEnd(index))
                : PathNormalizer.text(path, paramStart(index), paramEnd(index));
    }

    @Override
    public int pathInt(String name) {
        int index = paramIndex(name);
        int start = paramStart(index);
        int end = paramEnd(index);
        if (!AsciiNumber.isInt(path, start, end)) {
            throw notA("path", name, "a whole number of 32 bits");
        }
        return AsciiNumber.intValue(path, start, end);
    }

    @Override
    public long pathLong(String name) {
        int index = paramIndex(name);
        int start = paramStart(index);
        int end = paramEnd(index);
        if (!AsciiNumber.isLong(path, start, end)) {
            throw notA("path", name, "a whole number of 64 bits");
        }
        return AsciiNumber.longValue(path, start, end);
    }

    @Override
    public boolean pathBoolean(String name) {
        int index = paramIndex(name);
        return booleanOf(AsciiNumber.booleanCode(path, paramStart(index), paramEnd(index)), "path", name);
    }

    private static boolean booleanOf(int code, String place, String name) {
        if (code == AsciiNumber.NOT_BOOLEAN) {
            throw notA(place, name, "'true' or 'false'");
        }
        return code == AsciiNumber.TRUE;
    }

    private static HttpError notA(String place, String name, String wanted) {
        return HttpError.badRequest("The " + place + " parameter '" + name + "' is not " + wanted + ".");
    }

    private static HttpError missing(String name) {
        return HttpError.badRequest("The query parameter '" + name + "' is missing.");
    }

    private boolean findQuery(String name) {
        return head.queryStart >= 0 && QueryString.find(head.bytes, head.queryStart, head.queryEnd, name, cursor);
    }

    @Override
    public String query(String name) {
        return query(name, null);
    }

    @Override
    public String query(String name, String otherwise) {
        if (!findQuery(name)) {
            return otherwise;
        }
        String value = QueryString.decode(head.bytes, cursor.valueStart(), cursor.valueEnd());
        if (value == null) {
            throw notA("query", name, "well-formed percent-encoded UTF-8");
        }
        return value;
    }

    @Override
    public List<String> queryAll(String name) {
        requireWellFormedQuery();
        return head.queryStart < 0 ? List.of() : QueryString.values(head.bytes, head.queryStart, head.queryEnd, name);
    }

    @Override
    public List<String> queryNames() {
        requireWellFormedQuery();
        return head.queryStart < 0 ? List.of() : QueryString.names(head.bytes, head.queryStart, head.queryEnd);
    }

    private void requireWellFormedQuery() {
        if (head.queryStart >= 0 && !QueryString.wellFormed(head.bytes, head.queryStart, head.queryEnd)) {
            throw HttpError.badRequest("The query is not well-formed percent-encoded UTF-8.");
        }
    }

    @Override
    public int queryInt(String name) {
        if (!findQuery(name)) {
            throw missing(name);
        }
        return foundInt(name);
    }

    @Override
    public int queryInt(String name, int otherwise) {
        return findQuery(name) ? foundInt(name) : otherwise;
    }

    private int foundInt(String name) {
        byte[] value = foundValue(name);
        if (!AsciiNumber.isInt(value, valueStart, valueEnd)) {
            throw notA("query", name, "a whole number of 32 bits");
        }
        return AsciiNumber.intValue(value, valueStart, valueEnd);
    }

    /** The found value's bytes at {@link #valueStart}: those of the head, or decoded ones where it holds escapes. */
    private byte[] foundValue(String name) {
        valueStart = cursor.valueStart();
        valueEnd = cursor.valueEnd();
        if (!QueryString.escaped(head.bytes, valueStart, valueEnd)) {
            return head.bytes;
        }
        byte[] decoded = query(name).getBytes(StandardCharsets.UTF_8);
        valueStart = 0;
        valueEnd = decoded.length;
        return decoded;
    }

    @Override
    public long queryLong(String name) {
        if (!findQuery(name)) {
            throw missing(name);
        }
        return foundLong(name);
    }

    @Override
    public long queryLong(String name, long otherwise) {
        return findQuery(name) ? foundLong(name) : otherwise;
    }

    private long foundLong(String name) {
        byte[] value = foundValue(name);
        if (!AsciiNumber.isLong(value, valueStart, valueEnd)) {
            throw notA("query", name, "a whole number of 64 bits");
        }
        return AsciiNumber.longValue(value, valueStart, valueEnd);
    }

    @Override
    public boolean queryBoolean(String name) {
        if (!findQuery(name)) {
            throw missing(name);
        }
        return foundBoolean(name);
    }

    @Override
    public boolean queryBoolean(String name, boolean otherwise) {
        return findQuery(name) ? foundBoolean(name) : otherwise;
    }

    private boolean foundBoolean(String name) {
        byte[] value = foundValue(name);
        return booleanOf(AsciiNumber.booleanCode(value, valueStart, valueEnd), "query", name);
    }

    @Override
    public String header(String name) {
        return header(name, null);
    }

    @Override
    public String header(String name, String otherwise) {
        int index = head.indexOf(name, 0);
        return index < 0 ? otherwise : head.value(index);
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (int i = head.indexOf(name, 0); i >= 0; i = head.indexOf(name, i + 1)) {
            values.add(head.value(i));
        }
        return values;
    }

    @Override
    public int headerCount() {
        return head.fieldCount;
    }

    @Override
    public String headerName(int index) {
        return head.name(java.util.Objects.checkIndex(index, head.fieldCount));
    }

    @Override
    public String headerValue(int index) {
        return head.value(java.util.Objects.checkIndex(index, head.fieldCount));
    }

    @Override
    public String cookie(String name) {
        for (int i = head.indexOf("cookie", 0); i >= 0; i = head.indexOf("cookie", i + 1)) {
            String value = CookieHeader.value(head.bytes, head.valueStart(i), head.valueEnd(i), name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    @Override
    public String host() {
        if (head.authorityEnd > head.authorityStart) {
            return head.text(head.authorityStart, head.authorityEnd);
        }
        return head.hostIndex < 0 ? "" : head.value(head.hostIndex);
    }

    @Override
    public int bodyLength() {
        return bodyEnd - bodyStart;
    }

    @Override
    public byte[] bodyBytes() {
        return java.util.Arrays.copyOfRange(body, bodyStart, bodyEnd);
    }

    @Override
    public String bodyText() {
        if (!Utf8.valid(body, bodyStart, bodyEnd)) {
            throw HttpError.badRequest("The body is not well-formed UTF-8.");
        }
        return new String(body, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
    }

    @Override
    public <T> T body(Json<T> type) {
        return JsonBodies.read(type, loop, head, body, bodyStart, bodyEnd);
    }

    @Override
    public <P> P params(Params<P> type) {
        ParamsPlan<P> plan = route.params().plan(type.type());
        P bound = head == loop.head ? bound(plan, values) : boundOffLoop(plan);
        if (!type.checks().isEmpty()) {
            Rules.check(type.checks(), bound, loop);
        }
        return bound;
    }

    private <P> P bound(ParamsPlan<P> plan, ParamValues located) {
        ParamLocator.locate(plan, this, cursor, located);
        return plan.bind(located);
    }

    private <P> P boundOffLoop(ParamsPlan<P> plan) {
        ParamValues located = VALUES_OFF_LOOP.take();
        if (located == null) {
            located = new ParamValues();
        }
        P bound;
        try {
            bound = bound(plan, located);
        } finally {
            located.begin(0, RequestBytes.NONE, RequestBytes.NONE);
            VALUES_OFF_LOOP.giveBack(located);
        }
        return bound;
    }

    @Override
    public void checkPreconditions(String currentEtag) {
        Conditional.check(head, currentEtag);
    }

    @Override
    public void requireIfMatch(String currentEtag) {
        Conditional.require(head, currentEtag);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return connection.wire().remoteAddress();
    }

    @Override
    public boolean secure() {
        return connection.wire().secure();
    }

    @Override
    public String peerName() {
        List<X509Certificate> chain = peerCertificates();
        return chain.isEmpty() ? null : chain.get(0).getSubjectX500Principal().getName();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return connection.wire().peerCertificates();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T attribute(Attribute<T> key) {
        Object[] values = attributes;
        return values == null || key.index() >= values.length ? null : (T) values[key.index()];
    }

    @Override
    public <T> void attribute(Attribute<T> key, T value) {
        int length = key.index() + 1;
        if (attributes == null) {
            attributes = new Object[length];
        } else if (attributes.length < length) {
            attributes = java.util.Arrays.copyOf(attributes, length);
        }
        attributes[key.index()] = value;
    }

    @Override
    public <T> T perLoop(PerLoop<T> key) {
        return loop.perLoop(key);
    }

    @Override
    public Executor loop() {
        return loop.loop;
    }

    @Override
    public boolean draining() {
        return loop.draining();
    }

    @Override
    public void onAnswered(AnswerListener listener) {
        Objects.requireNonNull(listener, "listener");
        int count = listeners == null ? 0 : listeners.length;
        AnswerListener[] more = new AnswerListener[count + 1];
        if (count > 0) {
            System.arraycopy(listeners, 0, more, 0, count);
        }
        more[count] = listener;
        // The loop may look without having waited for this thread: the array has to be whole by then
        VarHandle.storeStoreFence();
        listeners = more;
    }
}
