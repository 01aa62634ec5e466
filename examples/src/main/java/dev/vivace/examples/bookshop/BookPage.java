package dev.vivace.examples.bookshop;

import com.dslplatform.json.CompiledJson;
import java.util.List;

/**
 * A part of what was found.
 *
 * @param books on this page
 * @param page from 1
 * @param pageSize how many a page holds
 * @param total how many were found
 */
@CompiledJson
public record BookPage(List<Book> books, int page, int pageSize, int total) {}
