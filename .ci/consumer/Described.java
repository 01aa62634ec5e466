import dev.vivace.Params;
import dev.vivace.Vivace;
import dev.vivace.openapi.Contract;
import dev.vivace.openapi.OpenApi;
import dev.vivace.test.TestClient;

/** An app that describes itself, in a project of its own: what step 20-consumer compiles and runs. */
public class Described {
    public record ById(long id) {}

    static Vivace app() {
        return OpenApi.of("Described", "1")
                .docs("/docs")
                .addTo(Vivace.create()
                        .get("/things/{id}", Params.of(ById.class), (req, res, by) -> res.empty(), r -> r.returns(204)));
    }

    public static void main(String[] args) {
        TestClient client = TestClient.of(app());
        for (String path : new String[] {"/openapi.json", "/docs", "/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css"}) {
            if (client.get(path).status() != 200) {
                throw new AssertionError(path + ": " + client.get(path));
            }
        }
        System.out.println("the app describes itself, and keeps its contract: " + Contract.of(app()).check());
    }
}
