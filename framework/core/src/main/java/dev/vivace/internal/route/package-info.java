/**
 * The route table: which target a method and a path lead to. Built once when the server starts, immutable afterwards,
 * looked up on the bytes of the path.
 *
 * <p>{@link dev.vivace.internal.route.RoutePattern} reads and checks one pattern.
 * {@link dev.vivace.internal.route.RouteTable} holds all of them as a trie of path segments and follows its most
 * specific branch; {@code RouteSearch} goes back where that leads nowhere.
 * {@link dev.vivace.internal.route.RouteMatch} is the caller's reusable answer.
 *
 * <p>This package knows neither HTTP methods by name nor how a path is decoded: a method is a small number, and a
 * path is the decoded and normalised bytes in which every slash separates segments. It imports no sibling package.
 */
package dev.vivace.internal.route;
