package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void shouldFindThatTheBookshopKeepsItsContract() {
        Contract.Result result = Contract.of(Bookshop.app()).seed(1).cases(200).check();
        assertEquals(7, result.operations());
        assertEquals(700, result.valid());
        assertTrue(result.invalid() > 300, result::toString);
    }
}
