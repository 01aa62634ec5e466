/**
 * The description of an app's API: an OpenAPI 3.1 document made of its routes and of the types that requests are decoded into
 * ({@link dev.vivace.openapi.OpenApi}), and a page that shows it and sends requests.
 *
 * <p>The artifact {@code vivace-openapi} goes with the artifact {@code vivace} of the same version: it reads the model of types that
 * is internal to the library ({@code dev.vivace.internal.typed}, {@code dev.vivace.internal.json}).
 */
package dev.vivace.openapi;
