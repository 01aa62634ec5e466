package dev.vivace.examples.bookshop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.openapi.Contract;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The shop does what its own description says. */
class BookshopContractTest {
    @Test
    void shouldKeepItsContract() {
        Contract.Result result =
                Contract.of(Bookshop.app(Clock.systemUTC())).seed(1).cases(200).check();
        assertEquals(new Contract.Result(5, 500, 500), result);
    }
}
