/**
 * What a record of parameters or a body says about itself in annotations: where a component comes from ({@link
 * dev.vivace.typed.Path}, {@link dev.vivace.typed.Query}, {@link dev.vivace.typed.Header}, {@link
 * dev.vivace.typed.Cookie}), what stands in for it when it is missing ({@link dev.vivace.typed.Default}), and what people
 * should know about it ({@link dev.vivace.typed.Description}, {@link dev.vivace.typed.Example}). All of it is read once,
 * when the server starts.
 */
package dev.vivace.typed;
