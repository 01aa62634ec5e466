package dev.vivace.examples.bookshop;

/** What kind of book it is. */
public enum Genre {
    NOVEL,
    POETRY,
    SCIENCE,
    HISTORY,
    CHILDREN
}
