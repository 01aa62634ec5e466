package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.FuzzInputs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries: any bytes are pairs or a fault, as the obvious way has it, and no exception. */
class QueryStringFuzzTest {
    static Stream<byte[]> inputs() {
        Stream<byte[]> queries = Corpus.topic("cookies-query").stream()
                .map(each -> new String(each.bytes(), StandardCharsets.ISO_8859_1))
                .filter(text -> text.contains("?"))
                .map(text -> text.substring(text.indexOf('?') + 1).split(" ", 2)[0])
                .map(query -> query.getBytes(StandardCharsets.ISO_8859_1));
        return Stream.concat(queries, FuzzInputs.of(QueryStringFuzzTest.class));
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldFindWhatTheObviousWayFinds(byte[] input) {
        List<String[]> pairs = QueryStringTest.obvious(new String(input, StandardCharsets.ISO_8859_1));
        boolean good = pairs.stream().allMatch(pair -> pair[0] != null && pair[1] != null);
        assertEquals(good, QueryString.wellFormed(input, 0, input.length));
        Set<String> names = new LinkedHashSet<>();
        pairs.forEach(pair -> names.add(pair[0]));
        assertEquals(names.contains(null) ? null : List.copyOf(names), QueryString.names(input, 0, input.length));
        names.remove(null);
        names.add("x");
        for (String name : names) {
            List<String> values = new ArrayList<>();
            pairs.stream().filter(pair -> name.equals(pair[0])).forEach(pair -> values.add(pair[1]));
            List<String> expected = values.contains(null) ? null : values;
            assertEquals(expected, QueryString.values(input, 0, input.length, name), name);
        }
    }
}
