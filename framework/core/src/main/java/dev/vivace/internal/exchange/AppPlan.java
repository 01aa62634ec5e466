package dev.vivace.internal.exchange;

import dev.vivace.Cookie;
import dev.vivace.ErrorHandler;
import dev.vivace.Json;
import dev.vivace.PerLoop;
import dev.vivace.ServerOptions;
import dev.vivace.internal.http1.HttpLimits;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.json.JsonCodecs;
import dev.vivace.internal.json.JsonDecoder;
import dev.vivace.internal.route.RouteTable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An app, compiled: immutable and shared by all loops.
 *
 * @param routes what is served
 * @param notFound answers what no route matches
 * @param methodNotAllowed answers what matches for other methods only
 * @param optionsAnswer answers OPTIONS where no route does, also for {@code *}
 * @param notImplemented answers methods that nobody knows
 * @param extensionMethods names of the methods from {@link Methods#FIRST_EXTENSION} on
 * @param servedMethods bit mask of every method that some route has
 * @param errorHandlers by class
 * @param perLoops made at start
 * @param codecs JSON
 * @param problems bodies of problems
 * @param decoders by declared type; others are added as they are used
 * @param setCookie encodes a {@code Set-Cookie} value
 * @param limits on what clients send
 * @param options the rest
 */
public record AppPlan(
        RouteTable<RoutePlan> routes,
        RoutePlan notFound,
        RoutePlan methodNotAllowed,
        RoutePlan optionsAnswer,
        RoutePlan notImplemented,
        List<byte[]> extensionMethods,
        int servedMethods,
        Map<Class<?>, ErrorHandler<?>> errorHandlers,
        List<PerLoop<?>> perLoops,
        JsonCodecs codecs,
        Problems problems,
        ConcurrentHashMap<Type, JsonDecoder<?>> decoders,
        Function<Cookie, String> setCookie,
        HttpLimits limits,
        ServerOptions options) {

    /** The number of a method that the parser does not know, or {@link Methods#UNKNOWN}. */
    int extensionMethod(byte[] in, int start, int end) {
        for (int i = 0; i < extensionMethods.size(); i++) {
            byte[] name = extensionMethods.get(i);
            if (java.util.Arrays.equals(in, start, end, name, 0, name.length)) {
                return Methods.FIRST_EXTENSION + i;
            }
        }
        return Methods.UNKNOWN;
    }

    /** The value of {@code Allow} for a set of methods, OPTIONS included because it is always answered. */
    String allow(int methods) {
        StringBuilder text = new StringBuilder();
        int all = methods | 1 << Methods.OPTIONS;
        for (int id = 0; id < Methods.COUNT_MAX; id++) {
            if ((all & 1 << id) != 0) {
                text.append(text.isEmpty() ? "" : ", ").append(methodName(id));
            }
        }
        return text.toString();
    }

    private String methodName(int id) {
        return id < Methods.FIRST_EXTENSION
                ? Methods.name(id)
                : new String(
                        extensionMethods.get(id - Methods.FIRST_EXTENSION), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The handler of the nearest superclass that has one, or null. */
    ErrorHandler<?> errorHandler(Class<?> thrown) {
        for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
            ErrorHandler<?> handler = errorHandlers.get(type);
            if (handler != null) {
                return handler;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    <T> JsonDecoder<T> decoder(Json<T> type) {
        JsonDecoder<?> decoder = decoders.get(type.type());
        if (decoder == null) {
            decoder = codecs.decoder(type.type());
            decoders.put(type.type(), decoder);
        }
        return (JsonDecoder<T>) decoder;
    }
}
