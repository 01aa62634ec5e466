package dev.vivace;

import java.util.List;

/**
 * A problem body (RFC 9457) before it is written.
 *
 * @param type a URI reference; {@code about:blank} says no more than the status (section 4.2.1)
 * @param title the status in words
 * @param status from 400 to 599
 * @param detail a sentence for people
 * @param errors what is wrong with which part of the request; empty where that is no matter
 */
public record Problem(String type, String title, int status, String detail, List<InputError> errors) {
    /** The type of problems that the status says all about. */
    public static final String ABOUT_BLANK = "about:blank";
}
