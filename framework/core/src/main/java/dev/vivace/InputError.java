package dev.vivace;

/**
 * One thing that is wrong with what a client sent: an element of {@code errors} in a problem body (RFC 9457 section 3.1).
 * Either a place in the body or a parameter.
 *
 * @param pointer where in the body, as a JSON Pointer (RFC 6901) such as {@code /items/3/price}; empty for the whole body; null
 *     for a parameter
 * @param in where a parameter is: {@code path}, {@code query}, {@code header} or {@code cookie}; null for the body
 * @param parameter the name of a parameter; null for the body
 * @param code what is wrong, for programs: a stable lower-case word such as {@code required}, {@code type} or {@code size}
 * @param detail what is wrong, for people: a sentence that names the limit
 * @param offset bytes from the beginning of the body; -1 where that is no matter
 */
public record InputError(String pointer, String in, String parameter, String code, String detail, int offset) {
    /**
     * Something wrong in the body.
     *
     * @param pointer a JSON Pointer, empty for the whole body
     * @param code for programs
     * @param detail for people
     * @return the error
     */
    public static InputError body(String pointer, String code, String detail) {
        return new InputError(pointer, null, null, code, detail, -1);
    }

    /**
     * A body that breaks the grammar of JSON or cannot be read on from somewhere.
     *
     * @param pointer a JSON Pointer to the value that was being read
     * @param code for programs
     * @param detail for people
     * @param offset bytes from the beginning of the body
     * @return the error
     */
    public static InputError bodyAt(String pointer, String code, String detail, int offset) {
        return new InputError(pointer, null, null, code, detail, offset);
    }

    /**
     * Something wrong with a parameter.
     *
     * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
     * @param name the parameter's name
     * @param code for programs
     * @param detail for people
     * @return the error
     */
    public static InputError parameter(String in, String name, String code, String detail) {
        return new InputError(null, in, name, code, detail, -1);
    }
}
