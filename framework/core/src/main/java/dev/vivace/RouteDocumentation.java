package dev.vivace;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a route says about itself to the people who call it, and to the programs that are made for them: set by the methods of
 * {@link RouteOptions} of the same names.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param summary a few words; null where there are none
 * @param description sentences, CommonMark; null where there are none
 * @param tags the groups that it belongs to, in order
 * @param deprecated whether clients should cease to call it
 * @param operationId its name for programs; null where the default serves
 * @param security alternatives, each the names of schemes that are needed together (none: everyone may call); null where what
 *     holds for the whole API does
 * @param hidden whether it is left out of the API's description
 * @param requestExample JSON; null where there is none
 * @param examples JSON by status, in ascending order
 */
public record RouteDocumentation(
        String summary,
        String description,
        List<String> tags,
        boolean deprecated,
        String operationId,
        List<List<String>> security,
        boolean hidden,
        String requestExample,
        Map<Integer, String> examples) {
    /**
     * Copies the collections.
     *
     * @param summary may be null
     * @param description may be null
     * @param tags not null
     * @param deprecated any
     * @param operationId may be null
     * @param security may be null
     * @param hidden any
     * @param requestExample may be null
     * @param examples not null
     */
    public RouteDocumentation {
        tags = List.copyOf(tags);
        security = security == null ? null : List.copyOf(security);
        examples = Collections.unmodifiableMap(new TreeMap<>(examples));
    }
}
