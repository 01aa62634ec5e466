package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Numbers of any length are what the JDK makes of their text. {@code -Dvivace.numbers=10000000} tries more of them. */
class DecimalScanTest {
    private static final int COUNT = Integer.getInteger("vivace.numbers", 200_000);

    private final DecimalScan scan = new DecimalScan();

    private void assertSame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        scan.scan(bytes, 0, bytes.length);
        if (Double.doubleToRawLongBits(Double.parseDouble(text)) != Double.doubleToRawLongBits(scan.nearestDouble())) {
            assertEquals(Double.parseDouble(text), scan.nearestDouble(), text);
        }
        if (Float.floatToRawIntBits(Float.parseFloat(text)) != Float.floatToRawIntBits(scan.nearestFloat())) {
            assertEquals(Float.parseFloat(text), scan.nearestFloat(), text);
        }
    }

    private static String digits(RandomGenerator random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static String number(RandomGenerator random) {
        int most = random.nextInt(8) == 0 ? 800 : 25;
        String text = (random.nextBoolean() ? "-" : "") + digits(random, 1 + random.nextInt(most));
        if (random.nextBoolean()) {
            text += "." + digits(random, 1 + random.nextInt(most / 5));
        }
        if (random.nextBoolean()) {
            text += "e" + (random.nextInt(700) - 370);
        }
        return text;
    }

    @Test
    void shouldReadRandomNumbersAsTheJdkDoes() {
        Random random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            assertSame(number(random));
        }
    }

    /** Doubles and floats as they are written, and the middles between them, a little less and a little more. */
    @Test
    void shouldDecideTiesAsTheJdkDoes() {
        Random random = new Random(2);
        for (int i = 0; i < COUNT / 20; i++) {
            double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            if (random.nextInt(4) == 0) {
                value = Double.longBitsToDouble(random.nextLong() & (1L << random.nextInt(53)) - 1);
            } else if (random.nextBoolean()) {
                value = Math.scalb((double) (random.nextLong() >>> 11), random.nextInt(140) - 80);
            }
            if (random.nextInt(3) == 0) {
                value = Float.intBitsToFloat(random.nextInt() & Integer.MAX_VALUE);
                assertAround(new BigDecimal(finite(value)), Math.ulp((float) finite(value)));
            } else {
                assertAround(new BigDecimal(finite(value)), Math.ulp(finite(value)));
            }
        }
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 1;
    }

    private void assertAround(BigDecimal value, double ulp) {
        assertSame(Double.toString(value.doubleValue()));
        BigDecimal middle = value.add(new BigDecimal(ulp).divide(BigDecimal.valueOf(2)));
        assertSame(middle.toString());
        BigDecimal little = BigDecimal.ONE.scaleByPowerOfTen(-middle.scale() - 1);
        assertSame(middle.add(little).toString());
        assertSame(middle.subtract(little).toString());
    }

    @Test
    void shouldReadExtremesAsTheJdkDoes() {
        for (String text : new String[] {
            "0",
            "-0",
            "0.0e5",
            "-0e-9999999999",
            "1e9999999999",
            "-1e-9999999999",
            "1e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "4.9e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "2.225073858507201136057409796709131975934819546351645648023426109724822222021076945516529523908135087914149158913039621106870086438694594645527657207407820621743379988141063267329253552286881372149012981122451451889849057222307285255133155755015914397476397983411801999323962548289017107081850690630666655994938275772572015763062690663332647565300009245888316433037779791869612049497390377829704905051080609940730262937128958950003583799967207254304360284078895771796150945516748243471030702609144621572289880258182545180325707018860872113128079512233426288368622321503775666622503982534335974568884423900265498198385487948292206894721689831099698365846814022854243330660339850886445804001034933970427567186443383770486037861622771738545623065874679014086723327636718751234567890123456789012345678901e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1.8e308",
            "9007199254740993",
            "9007199254740992.9999999999999999",
            "9007199254740993.0000000000000000",
            "9007199254740993.00000000000000001",
            "18446744073709551615",
            "123456789012345678",
            "1234567890123456789e-20",
            "3.4028235677973366e38",
            "3.4028235677973365e38",
            "1.401298464324817e-45",
            "7.006492321624085e-46",
            "7.0064923216240853e-46",
            "7.006492321624085354618e-46",
            "1" + "0".repeat(400),
            "0." + "0".repeat(400) + "1",
            "1" + "0".repeat(308),
            "1" + "0".repeat(600) + "e-600",
            "0." + "0".repeat(300) + "123456789012345678901e300"
        }) {
            assertSame(text);
        }
    }

    @Test
    void shouldReadDecimalsAndIntegersAsTheJdkDoes() {
        Random random = new Random(3);
        for (int i = 0; i < COUNT / 10; i++) {
            String text = number(random);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            scan.scan(bytes, 0, bytes.length);
            assertEquals(new BigDecimal(text), scan.decimal(), text);
            text = (random.nextBoolean() ? "-" : "") + digits(random, 1 + random.nextInt(i % 100 == 0 ? 900 : 60));
            bytes = text.getBytes(StandardCharsets.US_ASCII);
            scan.scan(bytes, 0, bytes.length);
            assertEquals(new BigInteger(text), scan.integer(), text);
        }
    }
}
