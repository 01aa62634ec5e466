package dev.vivace.internal.json;

/**
 * The ways in which a body can fail to be an acceptable JSON document, as negative codes: bad input is expected, so the
 * validator makes no exception for it.
 */
public final class JsonFault {
    /** The document is well-formed. */
    public static final int OK = 0;

    /** There is nothing but white space. */
    public static final int EMPTY = -1;

    /** The document ends before it is complete. */
    public static final int TRUNCATED = -2;

    /** The document begins with a byte order mark (RFC 8259, section 8.1, forbids to send one). */
    public static final int BYTE_ORDER_MARK = -3;

    /** Something that begins no value stands where a value must. */
    public static final int VALUE_EXPECTED = -4;

    /** A property name in quotes must stand here. */
    public static final int NAME_EXPECTED = -5;

    /** A colon must follow the property name. */
    public static final int COLON_EXPECTED = -6;

    /** A comma or the object's end must follow. */
    public static final int OBJECT_CONTINUATION_EXPECTED = -7;

    /** A comma or the array's end must follow. */
    public static final int ARRAY_CONTINUATION_EXPECTED = -8;

    /** Something follows the document. */
    public static final int TRAILING_BYTES = -9;

    /** A literal is neither true, false nor null. */
    public static final int LITERAL = -10;

    /** A number breaks the grammar (RFC 8259, section 6). */
    public static final int NUMBER = -11;

    /** A number is longer than the limit. */
    public static final int NUMBER_TOO_LONG = -12;

    /** A string holds an unescaped control character (RFC 8259, section 7). */
    public static final int CONTROL_CHARACTER = -13;

    /** A backslash begins no valid escape. */
    public static final int ESCAPE = -14;

    /** An escape stands for half of a surrogate pair. */
    public static final int LONE_SURROGATE = -15;

    /** The bytes are not UTF-8 (RFC 3629): overlong, cut off, a surrogate or beyond U+10FFFF. */
    public static final int UTF8 = -16;

    /** The nesting is deeper than the limit. */
    public static final int TOO_DEEP = -17;

    /** An object has two members of the same name. */
    public static final int DUPLICATE_NAME = -18;

    /** The document is well-formed but does not fit the type it is read as. */
    public static final int TYPE_MISMATCH = -19;

    /** A property or element that is a string has another kind of value. */
    public static final int STRING_EXPECTED = -20;

    /** A property or element that is a number has another kind of value. */
    public static final int NUMBER_EXPECTED = -21;

    /** A property or element that is a whole number has another kind of value, a fraction or an exponent. */
    public static final int INTEGER_EXPECTED = -22;

    /** A property or element that is a boolean has another kind of value. */
    public static final int BOOLEAN_EXPECTED = -23;

    /** The document, a property or an element that is an object has another kind of value. */
    public static final int OBJECT_EXPECTED = -24;

    /** The document, a property or an element that is an array has another kind of value. */
    public static final int ARRAY_EXPECTED = -25;

    /** A primitive is given as null. */
    public static final int NULL_REFUSED = -26;

    /** A number is smaller or larger than its type can hold. */
    public static final int NUMBER_OUT_OF_RANGE = -27;

    /** A name that no property has, but that the decoder would take for one that it knows. */
    public static final int NAME_AMBIGUOUS = -28;

    /** A number for a float has more digits than dsl-json reads without taking it for another number. */
    public static final int NUMBER_TOO_PRECISE = -29;

    /** A name that no property has, where the type refuses such. */
    public static final int NAME_UNKNOWN = -30;

    /** A property that must be there is missing. */
    public static final int MEMBER_MISSING = -31;

    /** A string is none of the constants of an enumeration. */
    public static final int CONSTANT_UNKNOWN = -32;

    /** What says which variant of a type an object is says none, or is missing. */
    public static final int VARIANT_UNKNOWN = -33;

    /** The document was decoded, and some constraint does not hold for a value of it. */
    public static final int CONSTRAINT_VIOLATED = -34;

    /** A property occurs under two of its names. */
    public static final int MEMBER_REPEATED = -35;

    private static final String[] TEXTS = {
        "The document is well-formed",
        "The document is empty",
        "The document ends too early",
        "The document begins with a byte order mark",
        "A value is expected here",
        "A property name in quotes is expected here",
        "A colon is expected after the property name",
        "A comma or a closing brace is expected here",
        "A comma or a closing bracket is expected here",
        "Nothing may follow the document",
        "This is neither true, false nor null",
        "This is not a JSON number",
        "The number is too long",
        "A string holds an unescaped control character",
        "This is not a valid escape",
        "The escape stands for half of a surrogate pair",
        "The bytes are not well-formed UTF-8",
        "The nesting is too deep",
        "The object has two members of this name",
        "The document does not fit the expected type",
        "A string is expected here",
        "A number is expected here",
        "A whole number without fraction or exponent is expected here",
        "This must be true or false",
        "An object is expected here",
        "An array is expected here",
        "This may not be null",
        "The number is out of range",
        "The property name cannot be told from that of another property",
        "The number has too many digits for its type",
        "There is no property of this name",
        "This property is required",
        "This is none of the values that are known",
        "This is none of the variants that are known",
        "A constraint does not hold",
        "The object has this property twice, under different names",
    };

    private JsonFault() {}

    /**
     * What is wrong, for programs: the {@code code} of an error in a problem body.
     *
     * @param code one of the constants but {@link #OK}
     * @return a stable lower-case word
     */
    public static String word(int code) {
        return switch (code) {
            case DUPLICATE_NAME, MEMBER_REPEATED -> "duplicate";
            case STRING_EXPECTED,
                    NUMBER_EXPECTED,
                    INTEGER_EXPECTED,
                    BOOLEAN_EXPECTED,
                    OBJECT_EXPECTED,
                    ARRAY_EXPECTED -> "type";
            case NULL_REFUSED -> "null";
            case NUMBER_OUT_OF_RANGE, NUMBER_TOO_PRECISE -> "range";
            case NAME_AMBIGUOUS, NAME_UNKNOWN -> "unknown";
            case MEMBER_MISSING -> "required";
            case CONSTANT_UNKNOWN -> "enum";
            case VARIANT_UNKNOWN -> "variant";
            case TYPE_MISMATCH, CONSTRAINT_VIOLATED -> "invalid";
            default -> "syntax";
        };
    }

    /**
     * A short sentence for people who sent the document; it holds nothing of the document itself.
     *
     * @param code one of the constants
     * @return the sentence, without a full stop
     */
    public static String text(int code) {
        return TEXTS[-code];
    }
}
