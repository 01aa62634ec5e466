/**
 * One runnable class for each recipe, each with its test; {@link dev.vivace.examples.Tour} serves them all. Every
 * recipe has the same parts: {@code addTo} registers its routes, {@code app} is an app with only those, {@code main}
 * serves it.
 */
package dev.vivace.examples;
