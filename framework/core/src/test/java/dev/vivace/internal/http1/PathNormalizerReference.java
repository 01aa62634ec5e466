package dev.vivace.internal.http1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The normaliser written from its description, step after step on Strings and lists. */
public final class PathNormalizerReference {
    private PathNormalizerReference() {}

    /** The normalised path, encoded slashes as U+0000, or "fault". */
    public static String normalize(String raw) {
        if (!raw.startsWith("/")) {
            return "fault";
        }
        List<String> segments = new ArrayList<>();
        String[] parts = raw.substring(1).split("/", -1);
        boolean slashAtEnd = false;
        for (String part : parts) {
            String segment = decode(part);
            if (segment == null) {
                return "fault";
            }
            if (segment.indexOf(0) >= 0) {
                for (String piece : segment.split("\0", -1)) {
                    if (piece.equals(".") || piece.equals("..")) {
                        return "fault";
                    }
                }
            }
            slashAtEnd = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    return "fault";
                }
                segments.remove(segments.size() - 1);
            } else if (!slashAtEnd) {
                segments.add(segment);
            }
        }
        String joined = "/" + String.join("/", segments);
        return slashAtEnd && !segments.isEmpty() ? joined + "/" : joined;
    }

    private static String decode(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < part.length(); i++) {
            int octet = part.charAt(i);
            if (octet == '%') {
                if (i + 3 > part.length() || !part.substring(i + 1, i + 3).matches("[0-9a-fA-F]{2}")) {
                    return null;
                }
                octet = Integer.parseInt(part.substring(i + 1, i + 3), 16);
                i += 2;
                if (octet == '/') {
                    bytes.write(0);
                    continue;
                }
            }
            if (octet < 0x20 || octet == 0x7F) {
                return null;
            }
            bytes.write(octet);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
