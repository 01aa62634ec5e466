package dev.vivace.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The blocks of a PEM file (RFC 7468); text around them is left out. What is wrong is an {@link IOException} whose message is
 * one sentence that names the file.
 */
final class Pem {
    /** A chain of certificates or a bundle of roots; what is larger is another file. */
    static final int FILE_BYTES_MAX = 4 << 20;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** What stands between two lines of dashes; decoded when it is wanted, as the same file may hold others for other programs. */
    record Block(String label, String base64, Path file, String what) {
        byte[] bytes() throws IOException {
            try {
                return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw bad(file, what, "has a block that is not Base64");
            }
        }
    }

    private Pem() {}

    /** @param what for the messages, such as "the private key" */
    static List<Block> read(Path file, String what) throws IOException {
        String text = text(file, what);
        List<Block> blocks = new ArrayList<>();
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
            if (labelEnd < 0) {
                throw bad(file, what, "has a BEGIN line that does not end");
            }
            String label = text.substring(at + BEGIN.length(), labelEnd);
            int end = text.indexOf(END + label + DASHES, labelEnd);
            if (end < 0) {
                throw bad(file, what, "has no END line for " + label);
            }
            blocks.add(new Block(label, text.substring(labelEnd + DASHES.length(), end), file, what));
            at = text.indexOf(BEGIN, end);
        }
        return blocks;
    }

    private static String text(Path file, String what) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(FILE_BYTES_MAX + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("the file " + file + " with " + what + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException("the file " + file + " with " + what + " may not be read", e);
        } catch (IOException e) {
            throw new IOException("the file " + file + " with " + what + " cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > FILE_BYTES_MAX) {
            throw bad(file, what, "is larger than " + FILE_BYTES_MAX + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static IOException bad(Path file, String what, String why) {
        return new IOException("the file " + file + " with " + what + " " + why);
    }
}
