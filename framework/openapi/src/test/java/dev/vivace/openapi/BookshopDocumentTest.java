package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole document of one app, as it is committed. To renew it after a change: -Dvivace.openapi.renew=true. */
class BookshopDocumentTest {
    private static final Path COMMITTED = Path.of("src/test/resources/dev/vivace/openapi/bookshop.json");

    @Test
    void shouldBeTheCommittedDocument() throws IOException {
        byte[] document = Bookshop.api().document(Bookshop.app());
        if (Boolean.getBoolean("vivace.openapi.renew")) {
            Files.write(COMMITTED, document);
        }
        assertEquals(Files.readString(COMMITTED), new String(document, StandardCharsets.UTF_8));
    }

    @Test
    void shouldBeTheSameTwice() {
        assertArrayEquals(
                Bookshop.api().document(Bookshop.app()), Bookshop.api().document(Bookshop.app()));
    }
}
