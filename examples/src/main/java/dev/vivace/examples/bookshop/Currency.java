package dev.vivace.examples.bookshop;

/** What prices are in. */
public enum Currency {
    EUR,
    GBP,
    USD
}
