package dev.vivace;

/** What becomes of members of a JSON body that its type does not know. */
public enum UnknownProperties {
    /** Their values are skipped; they are well-formed JSON all the same. */
    IGNORE,

    /** The body is refused with a 400 that names them. */
    REFUSE
}
