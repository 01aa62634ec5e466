package dev.vivace;

import java.util.stream.Collectors;

/** Answers errors in a form that tests read easily: one line for each thing that is wrong. */
final class SaidErrors {
    private SaidErrors() {}

    static Vivace app() {
        return Vivace.create()
                .error(
                        HttpError.class,
                        (error, req, res) -> res.status(error.status())
                                .text(
                                        error.errors().isEmpty()
                                                ? error.detail()
                                                : error.errors().stream()
                                                        .map(SaidErrors::line)
                                                        .collect(Collectors.joining("\n"))));
    }

    private static String line(InputError error) {
        String where = error.in() != null ? error.in() + " " + error.parameter() : String.valueOf(error.pointer());
        return where + ": " + error.code() + ": " + error.detail();
    }
}
