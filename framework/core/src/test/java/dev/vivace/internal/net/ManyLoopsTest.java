package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More loops than there are descriptors for: said in a sentence, and nothing is left open. */
class ManyLoopsTest {
    private static final int DESCRIPTORS_MAX = 200;

    @ParameterizedTest
    @ValueSource(strings = {"EPOLL", "NIO"})
    void shouldLeaveNoLoopBehind(String transport) throws Exception {
        try (ChildJvm child = ChildJvm.startLimited(DESCRIPTORS_MAX, ManyLoopsMain.class, transport)) {
            String line = child.nextLine();
            assertTrue(line.matches("loop \\d+ of 1000 cannot be made: .+"), line);
            assertEquals("served with 1", child.nextLine());
            assertEquals(0, child.exitStatus());
        }
    }
}
