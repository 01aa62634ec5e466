package dev.vivace.internal.json;

/**
 * A body that cannot be read: the client's fault, answered with a 400. It carries no stack trace, because where in this
 * package the fault was found helps nobody, and filling one in for hostile input costs more than the rest of the
 * request.
 */
public final class JsonFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final int offset;
    private final transient Object value;

    /**
     * @param value what was decoded, where that is what is wrong; else null
     */
    JsonFaultException(int code, int offset, Throwable cause, Object value) {
        super(JsonFault.text(code), cause, false, false);
        this.code = code;
        this.offset = offset;
        this.value = value;
    }

    /**
     * What is wrong.
     *
     * @return a negative code of {@link JsonFault}
     */
    public int code() {
        return code;
    }

    /** What was decoded and violates a constraint; null for other faults. */
    Object value() {
        return value;
    }

    /**
     * Where it was noticed, in the document as the validator has rewritten it.
     *
     * @return bytes from the beginning of the document
     */
    public int offset() {
        return offset;
    }

    /**
     * What is wrong, in a constant sentence without a full stop.
     *
     * @return the text of {@link JsonFault#text(int)}
     */
    public String sentence() {
        return JsonFault.text(code);
    }
}
