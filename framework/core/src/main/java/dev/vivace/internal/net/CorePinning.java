package dev.vivace.internal.net;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds the calling thread to one core with {@code sched_setaffinity}, through the foreign-function API of Java 22 and later.
 * That API is reached by reflection because the library is compiled for 17.
 */
final class CorePinning {
    private static final int MASK_BYTES = 128;

    private CorePinning() {}

    /** The cores this process may use, in order; empty where that is not known. */
    static List<Integer> allowedCores() {
        List<Integer> cores = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("Cpus_allowed_list:")) {
                    for (String range : line.substring(18).strip().split(",")) {
                        String[] ends = range.split("-");
                        int last = Integer.parseInt(ends[ends.length - 1]);
                        for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                            cores.add(core);
                        }
                    }
                }
            }
        } catch (java.io.IOException | NumberFormatException e) {
            cores.clear();
        }
        return cores;
    }

    /**
     * Binds the calling thread.
     *
     * @throws ReflectiveOperationException where the JDK has no such API
     */
    static void pin(int core) throws Throwable {
        Class<?> linkerType = Class.forName("java.lang.foreign.Linker");
        Class<?> layoutType = Class.forName("java.lang.foreign.MemoryLayout");
        Class<?> valueType = Class.forName("java.lang.foreign.ValueLayout");
        Class<?> segmentType = Class.forName("java.lang.foreign.MemorySegment");
        Class<?> arenaType = Class.forName("java.lang.foreign.Arena");
        Class<?> descriptorType = Class.forName("java.lang.foreign.FunctionDescriptor");
        Class<?> optionType = Class.forName("java.lang.foreign.Linker$Option");
        Class<?> lookupType = Class.forName("java.lang.foreign.SymbolLookup");
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Object lookup = linkerType.getMethod("defaultLookup").invoke(linker);
        Object symbol = ((java.util.Optional<?>)
                        lookupType.getMethod("find", String.class).invoke(lookup, "sched_setaffinity"))
                .orElseThrow(() -> new ReflectiveOperationException("there is no sched_setaffinity"));
        Object parameters = Array.newInstance(layoutType, 3);
        Array.set(parameters, 0, valueType.getField("JAVA_INT").get(null));
        Array.set(parameters, 1, valueType.getField("JAVA_LONG").get(null));
        Array.set(parameters, 2, valueType.getField("ADDRESS").get(null));
        Object descriptor = descriptorType
                .getMethod("of", layoutType, parameters.getClass())
                .invoke(null, valueType.getField("JAVA_INT").get(null), parameters);
        Object noOptions = Array.newInstance(optionType, 0);
        MethodHandle call = (MethodHandle) linkerType
                .getMethod("downcallHandle", segmentType, descriptorType, noOptions.getClass())
                .invoke(linker, symbol, descriptor, noOptions);
        try (AutoCloseable arena =
                (AutoCloseable) arenaType.getMethod("ofConfined").invoke(null)) {
            Method allocate = arenaType.getMethod("allocate", long.class, long.class);
            Object mask = allocate.invoke(arena, (long) MASK_BYTES, 8L);
            Object bytes = valueType.getField("JAVA_BYTE").get(null);
            segmentType
                    .getMethod("set", Class.forName("java.lang.foreign.ValueLayout$OfByte"), long.class, byte.class)
                    .invoke(mask, bytes, (long) (core >> 3), (byte) (1 << (core & 7)));
            int result = (int) call.invokeWithArguments(0, (long) MASK_BYTES, mask);
            if (result != 0) {
                throw new IllegalStateException("sched_setaffinity refused core " + core);
            }
        }
    }
}
