package dev.vivace.examples.bookshop;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The books, in memory.
 *
 * <p><b>Threading:</b> thread-safe: every loop uses it.
 */
final class Shelf {
    private final ConcurrentSkipListMap<Long, Book> books = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Clock clock;

    Shelf(Clock clock) {
        this.clock = clock;
    }

    Book add(BookData data) {
        Book book = new Book(lastId.incrementAndGet(), 1, clock.instant(), data);
        books.put(book.id(), book);
        return book;
    }

    /** Null where there is none. */
    Book find(long id) {
        return books.get(id);
    }

    /** The new version; null where the book is no longer the one that was given. */
    Book replace(Book old, BookData data) {
        Book changed = new Book(old.id(), old.version() + 1, clock.instant(), data);
        return books.replace(old.id(), old, changed) ? changed : null;
    }

    /** False where the book is no longer the one that was given. */
    boolean remove(Book old) {
        return books.remove(old.id(), old);
    }

    BookPage search(BookSearch wanted) {
        long skipped = (wanted.page() - 1L) * wanted.pageSize();
        List<Book> page = new ArrayList<>();
        int total = 0;
        for (Book book : books.values()) {
            if (matches(book.book(), wanted)) {
                if (total >= skipped && page.size() < wanted.pageSize()) {
                    page.add(book);
                }
                total++;
            }
        }
        return new BookPage(page, wanted.page(), wanted.pageSize(), total);
    }

    private static boolean matches(BookData book, BookSearch wanted) {
        BigDecimal amount = book.price().amount();
        return wanted.title().filter(part -> !contains(book.title(), part)).isEmpty()
                && wanted.genre().filter(genre -> genre != book.genre()).isEmpty()
                && wanted.priceMin().filter(min -> amount.compareTo(min) < 0).isEmpty()
                && wanted.priceMax().filter(max -> amount.compareTo(max) > 0).isEmpty()
                && (wanted.tag().isEmpty() || book.tags() != null && book.tags().containsAll(wanted.tag()));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
