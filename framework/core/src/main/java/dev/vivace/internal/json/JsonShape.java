package dev.vivace.internal.json;

/**
 * What a document must look like beyond being well-formed; built once per type, immutable, shared by all loops.
 *
 * <p>For now there is only {@link #ANY}. A shape of a type will carry its property names, the kinds that each may have,
 * nullability and the shapes nested in it, so that the validator's one pass also finds unknown names and wrong kinds.
 * It is a class and not an interface so that the validator's loop reads its fields without a virtual call.
 */
public final class JsonShape {
    /** Every well-formed document. */
    public static final JsonShape ANY = new JsonShape();

    private JsonShape() {}
}
