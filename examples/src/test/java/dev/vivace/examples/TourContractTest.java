package dev.vivace.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.openapi.Contract;
import org.junit.jupiter.api.Test;

/** Every stop of the tour does what the tour's description says. */
class TourContractTest {
    @Test
    void shouldKeepItsContract() {
        Contract.Result result = Contract.of(Tour.app())
                .seed(1)
                .cases(50)
                // They fail to show what is answered then
                .without("getFail", "getTracedFail")
                .check();
        assertTrue(result.operations() > 15, result::toString);
        assertTrue(result.invalid() > 100, result::toString);
    }
}
