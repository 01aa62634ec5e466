package dev.vivace.examples.bookshop;

import dev.vivace.typed.Path;

/**
 * Which book.
 *
 * @param id as given when it was added
 */
public record BookId(@Path long id) {}
