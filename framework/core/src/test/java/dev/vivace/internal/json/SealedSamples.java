package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import java.util.List;

/** Sealed types with a discriminator. */
final class SealedSamples {
    private SealedSamples() {}

    /** Told apart by a member of a name of its own. */
    @CompiledJson(discriminator = "kind")
    public sealed interface Shape permits Circle, Square, Empty, Group {}

    /** With a number. */
    @CompiledJson(name = "circle")
    public record Circle(double radius) implements Shape {}

    /** Refuses what it does not know; the discriminator it must. */
    @CompiledJson(name = "square", onUnknown = CompiledJson.Behavior.FAIL)
    public record Square(int side, String colour) implements Shape {}

    /** Without members. */
    @CompiledJson(name = "empty")
    public record Empty(String note) implements Shape {}

    /** May hold itself. */
    @CompiledJson(name = "group")
    public record Group(List<Shape> parts) implements Shape {}

    /** Has some. */
    @CompiledJson
    public record Drawing(Shape first, List<Shape> all) {}

    /** Told apart by dsl-json's own member and the classes' own names. */
    @CompiledJson
    public sealed interface Animal permits Cat {}

    /** Named by its class. */
    @CompiledJson
    public record Cat(String name) implements Animal {}

    /** Has a name that dsl-json does not find. */
    @CompiledJson(discriminator = "kind")
    public sealed interface Sound permits Noise {}

    /** Beyond ASCII. */
    @CompiledJson(name = "ge-räusch")
    public record Noise(int volume) implements Sound {}
}
