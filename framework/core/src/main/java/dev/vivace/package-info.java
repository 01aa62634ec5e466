/**
 * What a user's {@code main} imports: {@link dev.vivace.Vivace} to register routes, {@link dev.vivace.Handler} to answer
 * them, {@link dev.vivace.Server} that runs. No type of a dependency is in any signature.
 */
package dev.vivace;
