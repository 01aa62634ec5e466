package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import dev.vivace.internal.typed.DecimalScan;
import dev.vivace.internal.typed.Lent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * dsl-json's numbers, except for how floating point is written: so that it reads back exactly, the sign of zero too, and
 * never as the strings {@code "NaN"} and {@code "Infinity"}; and for how numbers are
 * read: of any length without a String, and in place where they are short ({@link InPlace}). {@link GeneratedClasses} puts it in the place of the class
 * that it extends; all that is not here is inherited.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings({"hiding", "rawtypes", "unchecked"})
public final class ExactNumbers extends NumberConverter {
    /** Writes a double, or null. */
    public static final JsonWriter.WriteObject<Double> DOUBLE_WRITER = StandardWriter.DOUBLE.typed();

    /** Writes a float, or null. */
    public static final JsonWriter.WriteObject<Float> FLOAT_WRITER = StandardWriter.FLOAT.typed();

    /** Writes doubles, or null. */
    public static final JsonWriter.WriteObject<double[]> DOUBLE_ARRAY_WRITER = StandardWriter.DOUBLES.typed();

    /** Writes floats, or null. */
    public static final JsonWriter.WriteObject<float[]> FLOAT_ARRAY_WRITER = StandardWriter.FLOATS.typed();

    /** Reads a double. */
    public static final JsonReader.ReadObject<Double> DOUBLE_READER = StandardReader.DOUBLE.typed();

    /** Reads a double, or null. */
    public static final JsonReader.ReadObject<Double> NULLABLE_DOUBLE_READER = StandardReader.NULLABLE_DOUBLE.typed();

    /** Reads a decimal, or null. */
    public static final JsonReader.ReadObject<BigDecimal> DECIMAL_READER = StandardReader.DECIMAL.typed();

    private static final Lent<DecimalScan> SCANS = new Lent<>();

    private static final double EXACT_INTEGER_MAX = 1L << 53;

    private ExactNumbers() {}

    /** Reads an int. */
    public static int deserializeInt(JsonReader reader) throws IOException {
        return InPlace.isShortInt(reader) ? (int) InPlace.integer(reader) : NumberConverter.deserializeInt(reader);
    }

    /** Reads a long. */
    public static long deserializeLong(JsonReader reader) throws IOException {
        return InPlace.isShortLong(reader) ? InPlace.integer(reader) : NumberConverter.deserializeLong(reader);
    }

    /** Reads a double: the nearest one, whatever the number of digits. */
    public static double deserializeDouble(JsonReader reader) throws IOException {
        double simple = InPlace.shortDouble(reader);
        if (!Double.isNaN(simple)) {
            return simple;
        }
        if (!isOurs(reader)) {
            return NumberConverter.deserializeDouble(reader);
        }
        char[] text = numberText(reader);
        int length = numberLength(reader, text);
        if (length > DecimalScan.LENGTH_MAX) {
            return inRange(Double.parseDouble(new String(text, 0, length)), reader);
        }
        DecimalScan scan = scan(text, length);
        double value = scan.nearestDouble();
        SCANS.giveBack(scan);
        return inRange(value, reader);
    }

    /** Where the type is known, its shape has refused what is too large; nobody has where it is not. */
    private static double inRange(double value, JsonReader<?> reader) throws IOException {
        if (Double.isInfinite(value)) {
            throw reader.newParseError("A number is beyond the range of double");
        }
        return value;
    }

    /** Reads a decimal with its scale. */
    public static BigDecimal deserializeDecimal(JsonReader reader) throws IOException {
        if (!isOurs(reader)) {
            return NumberConverter.deserializeDecimal(reader);
        }
        char[] text = numberText(reader);
        int length = numberLength(reader, text);
        if (length > DecimalScan.LENGTH_MAX) {
            return new BigDecimal(text, 0, length);
        }
        DecimalScan scan = scan(text, length);
        BigDecimal value = scan.beyond() ? null : scan.decimal();
        SCANS.giveBack(scan);
        if (value == null) {
            throw reader.newParseError("A number is beyond the range of BigDecimal");
        }
        return value;
    }

    /** Reads a whole number. */
    public static BigInteger deserializeBigInteger(JsonReader reader) throws IOException {
        if (!isOurs(reader)) {
            return NumberConverter.deserializeBigInteger(reader);
        }
        char[] text = numberText(reader);
        int length = numberLength(reader, text);
        if (length > DecimalScan.LENGTH_MAX) {
            return new BigInteger(new String(text, 0, length));
        }
        DecimalScan scan = scan(text, length);
        BigInteger value = scan.plain() ? scan.integer() : null;
        SCANS.giveBack(scan);
        if (value == null) {
            throw reader.newParseError("A whole number has neither a fraction nor an exponent");
        }
        return value;
    }

    /** Keys of maps are numbers in quotes. */
    private static boolean isOurs(JsonReader<?> reader) {
        return reader.last() != '"' && DslJsonCodecs.holdsWholeTexts(reader);
    }

    /** Deprecated because it cuts numbers off where the characters of the reader end; those of ours do not end there. */
    @SuppressWarnings("deprecation")
    private static char[] numberText(JsonReader<?> reader) {
        return reader.readNumber();
    }

    /** Without the blanks behind it, which dsl-json takes along. */
    private static int numberLength(JsonReader<?> reader, char[] text) {
        int length = reader.getCurrentIndex() - reader.getTokenStart();
        while (length > 0 && text[length - 1] <= ' ') {
            length--;
        }
        return length;
    }

    private static DecimalScan scan(char[] text, int length) {
        DecimalScan scan = SCANS.take();
        if (scan == null) {
            scan = new DecimalScan();
        }
        scan.scan(text, length);
        return scan;
    }

    /** Writes a double, or null. */
    public static void serializeNullable(Double value, JsonWriter writer) {
        if (value == null) {
            writer.writeNull();
        } else {
            serialize(value.doubleValue(), writer);
        }
    }

    /** Writes a float, or null. */
    public static void serializeNullable(Float value, JsonWriter writer) {
        if (value == null) {
            writer.writeNull();
        } else {
            serialize(value.floatValue(), writer);
        }
    }

    /**
     * Writes a double so that it reads back exactly. The common cases, integers and few decimals, are done here:
     * dsl-json loses the sign of zero, and one double in two hundred costs it a String.
     *
     * @throws IllegalArgumentException if the number is NaN or infinite
     */
    public static void serialize(double value, JsonWriter writer) {
        double magnitude = Math.abs(finite(value));
        if (magnitude < EXACT_INTEGER_MAX && (magnitude == 0 || magnitude >= 1e-3)) {
            // At most 15 digits, so that the decimal found is the only one of that length, and the shortest.
            long unit = magnitude < 1e9 ? 1_000_000 : magnitude < 1e13 ? 100 : 1;
            long digits = Math.round(magnitude * unit);
            // Both operands are exact, so the quotient is the double nearest to that decimal: it reads back the same.
            if ((double) digits / unit == magnitude) {
                decimal(Double.doubleToRawLongBits(value) < 0, digits, unit, writer);
                return;
            }
        }
        NumberConverter.serialize(value, writer);
    }

    /**
     * Writes a float so that it reads back exactly.
     *
     * @throws IllegalArgumentException if the number is NaN or infinite
     */
    public static void serialize(float value, JsonWriter writer) {
        NumberConverter.serialize((float) finite(value), writer);
    }

    /** Writes doubles, or null. */
    public static void serialize(double[] values, JsonWriter writer) {
        if (values == null) {
            writer.writeNull();
            return;
        }
        writer.writeByte(JsonWriter.ARRAY_START);
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                writer.writeByte(JsonWriter.COMMA);
            }
            serialize(values[i], writer);
        }
        writer.writeByte(JsonWriter.ARRAY_END);
    }

    /** Writes floats, or null. */
    public static void serialize(float[] values, JsonWriter writer) {
        if (values != null) {
            for (float value : values) {
                finite(value);
            }
        }
        NumberConverter.serialize(values, writer);
    }

    private static void decimal(boolean negative, long digits, long unit, JsonWriter out) {
        if (negative) {
            out.writeByte((byte) '-');
        }
        NumberConverter.serialize(digits / unit, out);
        out.writeByte((byte) '.');
        long rest = digits % unit;
        long place = unit;
        do {
            place /= 10;
            out.writeByte((byte) (place == 0 ? '0' : '0' + rest / place));
            rest = place == 0 ? 0 : rest % place;
        } while (rest != 0);
    }

    static double finite(double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "NaN and infinities have no place in JSON (RFC 8259, section 6): " + value);
        }
        return value;
    }
}
