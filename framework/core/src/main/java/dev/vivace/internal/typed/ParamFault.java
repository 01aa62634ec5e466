package dev.vivace.internal.typed;

/**
 * That a parameter cannot be read: made once for each reason, so that throwing one costs a jump. Whoever catches it knows
 * that something is wrong; what, and whether more is, is found by reading everything again.
 */
final class ParamFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final ParamFault REQUIRED = new ParamFault("required");
    static final ParamFault REPEATED = new ParamFault("repeated");
    static final ParamFault MALFORMED = new ParamFault("malformed");
    static final ParamFault TYPE = new ParamFault("type");
    static final ParamFault RANGE = new ParamFault("range");
    static final ParamFault FORMAT = new ParamFault("format");
    static final ParamFault ENUM = new ParamFault("enum");

    /** A value that breaks a rule. */
    static final ParamFault RULE = new ParamFault("rule");

    private ParamFault(String code) {
        super(code, null, false, false);
    }

    String code() {
        return getMessage();
    }
}
