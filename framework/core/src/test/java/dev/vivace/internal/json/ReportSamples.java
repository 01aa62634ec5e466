package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;

/** Types whose documents are reported about. */
final class ReportSamples {
    private ReportSamples() {}

    /** An order. */
    @CompiledJson
    public record Order(
            UUID id,
            @JsonAttribute(mandatory = true) String customer,
            @JsonAttribute(mandatory = true) List<Item> items,
            ShapeSamples.Suit suit,
            LocalDate day,
            Optional<Integer> discount,
            Map<String, Integer> counts) {}

    /** In it. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL)
    public record Item(
            @JsonAttribute(
                    mandatory = true,
                    alternativeNames = {"sku", "number"})
            String code,

            int amount,
            BigDecimal price) {}

    /** Contains itself. */
    @CompiledJson
    public record Tree(@JsonAttribute(mandatory = true) String name, List<Tree> children, Tree left) {}

    /** Its constructor refuses. */
    @CompiledJson
    public record Range(int from, int to) {
        /** Refuses what ends before it begins. */
        public Range {
            if (to < from) {
                throw new IllegalArgumentException("secret");
            }
        }
    }

    /** Holds some that may be refused. */
    @CompiledJson
    public record Ranges(String name, List<Range> list, Map<LocalDate, Range> byDay, Range one) {}

    /** Names with letters that pointers write in another way. */
    @CompiledJson
    public record Odd(
            @JsonAttribute(name = "a/b") int ab,
            @JsonAttribute(name = "m~n") int mn,
            @JsonAttribute(name = "e\u00e9") int e) {}

    /** Counts its objects. */
    @CompiledJson
    public record Counted(Counted left, Integer number) {
        static int made;

        /** Counts. */
        public Counted {
            made++;
        }
    }

    /** More members that must be there than a word has bits. */
    @CompiledJson
    public record Wide(
            int m0,
            int m1,
            int m2,
            int m3,
            int m4,
            int m5,
            int m6,
            int m7,
            int m8,
            int m9,
            int m10,
            int m11,
            int m12,
            int m13,
            int m14,
            int m15,
            int m16,
            int m17,
            int m18,
            int m19,
            int m20,
            int m21,
            int m22,
            int m23,
            int m24,
            int m25,
            int m26,
            int m27,
            int m28,
            int m29,
            int m30,
            int m31,
            int m32,
            int m33,
            int m34,
            int m35,
            int m36,
            int m37,
            int m38,
            int m39,
            int m40,
            int m41,
            int m42,
            int m43,
            int m44,
            int m45,
            int m46,
            int m47,
            int m48,
            int m49,
            int m50,
            int m51,
            int m52,
            int m53,
            int m54,
            int m55,
            int m56,
            int m57,
            int m58,
            int m59,
            int m60,
            int m61,
            int m62,
            int m63,
            int m64,
            int m65,
            int m66,
            int m67,
            int m68,
            int m69,
            int m70,
            int m71,
            int m72,
            int m73,
            int m74,
            int m75,
            int m76,
            int m77,
            int m78,
            int m79,
            int m80,
            int m81,
            int m82,
            int m83,
            int m84,
            int m85,
            int m86,
            int m87,
            int m88,
            int m89,
            int m90,
            int m91,
            int m92,
            int m93,
            int m94,
            int m95,
            int m96,
            int m97,
            int m98,
            int m99,
            int m100,
            int m101,
            int m102,
            int m103,
            int m104,
            int m105,
            int m106,
            int m107,
            int m108,
            int m109,
            int m110,
            int m111,
            int m112,
            int m113,
            int m114,
            int m115,
            int m116,
            int m117,
            int m118,
            int m119,
            int m120,
            int m121,
            int m122,
            int m123,
            int m124,
            int m125,
            int m126,
            int m127,
            int m128,
            int m129) {}

    /** Holds two of them. */
    @CompiledJson
    public record Wides(Wide a, List<Wide> more) {}

    /** Containers of classes with implementations of their own, and of generic ones, all of them bounded. */
    @CompiledJson
    public record Bounded(
            int number,
            @Size(max = 2) ArrayList<String> list,
            @Size(max = 2) Queue<String> queue,
            @Size(max = 2) List<String>[] lists,
            @Size(max = 2) LinkedHashMap<String, String> map,
            @Size(max = 2) TreeMap<String, Integer> sorted) {}

    /** dsl-json reads it into something else, which no constructor takes. */
    @CompiledJson
    public record Sorted(@Size(max = 2) SortedSet<String> all) {}

    /** Maps whose names are numbers. */
    @CompiledJson
    public record Numbered(int number, Map<Integer, String> texts, Map<Long, BigDecimal> prices) {}
}
