package dev.vivace.corpus;

import dev.vivace.Vivace;

/** The app that the corpus asks; its routes are described in the corpus' README. */
public final class CorpusApp {
    private CorpusApp() {}

    public static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .delete("/ok", (req, res) -> res.empty(204))
                .post("/echo", (req, res) -> res.bytes(type(req.header("Content-Type")), req.bodyBytes()))
                .put("/echo", (req, res) -> res.bytes(type(req.header("Content-Type")), req.bodyBytes()))
                .get("/path/{a}/{b}", (req, res) -> res.text(req.path("a") + "|" + req.path("b")))
                .get("/rest/{rest...}", (req, res) -> res.text(req.path("rest")))
                .get("/long/{n}", (req, res) -> res.text(Long.toString(req.pathLong("n"))))
                .get("/query", (req, res) -> res.text("x=" + req.query("x", "-") + ";y=" + req.query("y", "-")))
                .get("/header", (req, res) -> res.text(req.header(req.query("name"), "-")))
                .get("/cookie", (req, res) -> {
                    String value = req.cookie(req.query("name"));
                    return res.text(value == null ? "-" : value);
                })
                .get("/tagged", (req, res) -> res.etag("v1").text("tagged"))
                .get("/host", (req, res) -> res.text(req.host()))
                .get("/close", (req, res) -> res.closeConnection().text("closing"));
    }

    private static String type(String contentType) {
        return contentType == null ? "application/octet-stream" : contentType;
    }
}
