package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Check;
import dev.vivace.HttpError;
import dev.vivace.InputErrors;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a rule finds is its own request's, whatever was lent to others before. */
class RulesTest {
    private final LoopContext loop = new LoopContext(
            AppSource.compile(Vivace.create().get("/", (req, res) -> res.empty()), ServerOptions.defaults()),
            new FakeLoop(),
            0,
            Runnable::run,
            new ErrorLog());

    private void check(Check<String> check) {
        Rules.check(List.of(check), "value", loop);
    }

    @Test
    void shouldNotTellOneRequestTheErrorsOfAnother() {
        for (int i = 0; i < 3; i++) {
            HttpError error = assertThrows(
                    HttpError.class, () -> check((value, errors) -> errors.add("/a", "order", "Too small.")));
            assertEquals(1, error.errors().size());
            check((value, errors) -> assertTrue(errors.isEmpty()));
        }
    }

    @Test
    void shouldNotTellWhatWasAddedTooLate() {
        List<InputErrors> kept = new ArrayList<>();
        check((value, errors) -> kept.add(errors));
        kept.get(0).add("/a", "late", "Too late.");
        check((value, errors) -> assertTrue(errors.isEmpty()));
    }

    @Test
    void shouldNotTellWhatWasAddedBeforeAnException() {
        assertThrows(
                IllegalStateException.class,
                () -> check((value, errors) -> {
                    errors.add("/a", "order", "Too small.");
                    throw new IllegalStateException("a bug");
                }));
        check((value, errors) -> assertTrue(errors.isEmpty()));
    }

    @Test
    void shouldKeepApartWhatIsAskedInsideAnotherRule() {
        HttpError error = assertThrows(
                HttpError.class,
                () -> check((value, errors) -> {
                    errors.add("/outer", "order", "Too small.");
                    check((other, inner) -> assertTrue(inner.isEmpty()));
                }));
        assertEquals("/outer", error.errors().get(0).pointer());
        assertEquals(1, error.errors().size());
    }

    @Test
    void shouldAskOnAnyThread() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            try {
                shouldNotTellOneRequestTheErrorsOfAnother();
                shouldNotTellWhatWasAddedTooLate();
                shouldKeepApartWhatIsAskedInsideAnotherRule();
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        worker.start();
        worker.join();
        assertDoesNotThrow(() -> {
            if (failure.get() != null) {
                throw failure.get();
            }
        });
    }
}
