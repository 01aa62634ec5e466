package dev.vivace.internal.typed;

/** Where in a request a parameter is. */
enum ParamPlace {
    PATH("path", "path parameter"),
    QUERY("query", "query parameter"),
    HEADER("header", "header field"),
    COOKIE("cookie", "cookie");

    /** What problems and documents call it. */
    final String word;

    /** What sentences call it. */
    final String noun;

    ParamPlace(String word, String noun) {
        this.word = word;
        this.noun = noun;
    }
}
