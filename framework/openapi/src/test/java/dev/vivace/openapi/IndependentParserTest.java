package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What swagger-parser says to documents. */
class IndependentParserTest {
    static SwaggerParseResult parsed(byte[] document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        return new OpenAPIV3Parser().readContents(new String(document, StandardCharsets.UTF_8), List.of(), options);
    }

    @Test
    void shouldReadTheDocumentWithoutAMessage() {
        SwaggerParseResult result = parsed(Bookshop.api().document(Bookshop.app()));
        assertEquals(List.of(), result.getMessages());
        OpenAPI api = result.getOpenAPI();
        assertEquals(
                Set.of("/books", "/books/{id}", "/covers/{path}", "/forms", "/report"),
                api.getPaths().keySet());
        assertEquals("removeBook", api.getPaths().get("/books/{id}").getDelete().getOperationId());
        assertNotNull(api.getPaths()
                .get("/books")
                .getPost()
                .getRequestBody()
                .getContent()
                .get("application/json"));
    }

    @Test
    void shouldNoticeWhatIsWrong() {
        String wrong = new String(Bookshop.api().document(Bookshop.app()), StandardCharsets.UTF_8)
                .replace("\"responses\": {\n          \"204\"", "\"answers\": {\n          \"204\"");
        assertEquals(
                2, parsed(wrong.getBytes(StandardCharsets.UTF_8)).getMessages().size());
    }
}
