package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
class AllocationTest {
    @Test
    void shouldMakeNoObjectWhileMeasuring() throws UsageException, IOException, InterruptedException {
        // More connections than descriptors up to 127, whose numbers a JVM has as objects already.
        try (StubServer server = new StubServer(StubServer.OK)) {
            Options options = OptionParser.parse(
                    (server.url() + " --rate 3000 --connections 150 --duration 1 --warm-up 1 --queue 60").split(" "));
            Result result = new Run(options).run();
            assertFalse(options.staticRequest, "variants in turn cost nothing either");
            assertEquals(3000, result.measured().completed());
            // Not one object in sixteen requests. The JVM itself makes some few: a method that is compiled anew, for
            // one.
            assertTrue(result.allocatedBytes() < 3000, () -> result.allocatedBytes() + " bytes");
        }
    }
}
