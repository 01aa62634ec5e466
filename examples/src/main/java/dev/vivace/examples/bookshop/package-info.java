/**
 * A small JSON service, complete: typed parameters and bodies with constraints, paging and filters, ETags, problems that say
 * where, an OpenAPI document and an interactive page.
 */
package dev.vivace.examples.bookshop;
