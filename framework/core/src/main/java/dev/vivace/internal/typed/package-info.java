/**
 * What a type of the app's looks like to a client, and what must hold for its values: the one model that decoding, validating,
 * documenting and testing all come from. Built once, when the server starts.
 *
 * <p>{@link dev.vivace.internal.typed.JsonType} describes a type, {@link dev.vivace.internal.typed.TypeUse} one mention of
 * it with what holds there only, {@link dev.vivace.internal.typed.Member} a member of an object, and {@link
 * dev.vivace.internal.typed.Constraint} a rule about one value.
 */
package dev.vivace.internal.typed;
