package peers;

/** What the caller asks of a server. */
public final class Settings {
    /** Event loops, or threads that take their part. */
    public static final int CPUS = number("CPUS", 1);
    /** The port to listen on. */
    public static final int PORT = number("PORT", 8_080);
    /** How many routes to add that no other request goes to. */
    public static final int ROUTES = number("ROUTES", 0);

    private Settings() {}

    private static int number(String name, int otherwise) {
        String text = System.getenv(name);
        return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
    }
}
