package dev.vivace;

import dev.vivace.internal.exchange.AcceptCheck;
import dev.vivace.internal.exchange.Admission;
import dev.vivace.internal.exchange.AppPlan;
import dev.vivace.internal.exchange.AppSource;
import dev.vivace.internal.exchange.ParamPlans;
import dev.vivace.internal.exchange.Problems;
import dev.vivace.internal.exchange.RefusalHandlers;
import dev.vivace.internal.exchange.RequestArrays;
import dev.vivace.internal.exchange.RoutePlan;
import dev.vivace.internal.exchange.Strict;
import dev.vivace.internal.http1.HttpLimits;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.json.AppCodecs;
import dev.vivace.internal.json.JsonCodecs;
import dev.vivace.internal.json.JsonDecoder;
import dev.vivace.internal.net.NettyServer;
import dev.vivace.internal.net.SetCookies;
import dev.vivace.internal.route.RoutePattern;
import dev.vivace.internal.route.RouteTable;
import dev.vivace.internal.work.Workers;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles an app and starts its server: the one class of this package that knows what is inside. */
final class Bootstrap {
    private Bootstrap() {}

    static void install() {
        AppSource.install(Bootstrap::compile);
    }

    static Server listen(Vivace app, ServerOptions options) throws IOException {
        AppPlan plan = compile(app, options);
        requireRequestRoom(longestBody(app, options), plan.options());
        return NettyServer.start(plan, blocks(app) ? Workers.create() : null);
    }

    /** A body that is accepted and finds no room however often it is sent fails the start. */
    private static void requireRequestRoom(int bodyBytes, ServerOptions options) {
        long wanted = RequestArrays.bytesForOne(options, bodyBytes);
        if (options.requestBytesHeldMax() < wanted) {
            throw new IllegalStateException("the largest bodyBytesMax is " + bodyBytes
                    + ", and a request of that size does not fit requestBytesHeldMax, which is "
                    + options.requestBytesHeldMax() + ": lower bodyBytesMax, or set requestBytesHeldMax to " + wanted
                    + " or more, in a heap of at least twice that");
        }
    }

    /** The longest body that may have to be kept until it is complete. */
    private static int longestBody(Vivace app, ServerOptions options) {
        int longest = app.fallback == null ? 0 : options.bodyBytesMax();
        for (RouteDefinition definition : app.definitions) {
            if (definition.options().bodyMode() != BodyMode.NONE) {
                longest = Math.max(longest, bodyBytesMax(definition.options(), options));
            }
        }
        return longest;
    }

    private static int bodyBytesMax(RouteOptions set, ServerOptions options) {
        return set.bodyBytesMax() >= 0 ? set.bodyBytesMax() : options.bodyBytesMax();
    }

    /** Workers are made where there is work for them: to find out what threads this JVM has takes reflection. */
    private static boolean blocks(Vivace app) {
        for (RouteDefinition definition : app.definitions) {
            if (definition.blocking()) {
                return true;
            }
        }
        return false;
    }

    private static AppPlan compile(Vivace app, ServerOptions options) {
        Strict.requireKnown();
        app.complete();
        List<String> extensions = new ArrayList<>();
        for (RouteDefinition definition : app.definitions) {
            methodId(definition.method(), extensions);
        }
        RouteTable.Builder<RoutePlan> table =
                RouteTable.<RoutePlan>builder(id -> methodName(id, extensions)).alias(Methods.HEAD, Methods.GET);
        JsonCodecs codecs = AppCodecs.of(app, app.unknownProperties == UnknownProperties.REFUSE);
        ConcurrentHashMap<Type, JsonDecoder<?>> decoders = new ConcurrentHashMap<>();
        int served = 0;
        for (RouteDefinition definition : app.definitions) {
            RoutePattern pattern = RoutePattern.of(definition.pattern());
            int method = methodId(definition.method(), extensions);
            served |= 1 << method;
            if (method == Methods.GET) {
                served |= 1 << Methods.HEAD;
            }
            table.add(method, pattern, plan(definition, pattern, app.acceptRequired, options));
            requireEncoders(definition.options().returned(), codecs);
            if (definition.handler() instanceof TypedHandler typed
                    && typed.body() != null
                    && typed.body().type() != JsonValue.class
                    && !decoders.containsKey(typed.body().type())) {
                decoders.put(typed.body().type(), codecs.decoder(typed.body().type()));
            }
        }
        RouteTable<RoutePlan> routes = table.build();
        AppPlan plan = new AppPlan(
                routes,
                refusal("(no route)", app, app.fallback == null ? RefusalHandlers.NOT_FOUND : app.fallback, options),
                refusal("(method not allowed)", app, RefusalHandlers.METHOD_NOT_ALLOWED, options),
                refusal("(OPTIONS)", app, RefusalHandlers.OPTIONS, options),
                refusal("(method not implemented)", app, RefusalHandlers.NOT_IMPLEMENTED, options),
                ascii(extensions),
                served,
                errorHandlers(app),
                List.copyOf(app.perLoops),
                codecs,
                Problems.of(app.problemRenderer, codecs),
                decoders,
                SetCookies::encode,
                limits(options),
                options.withRequestRoom(RequestArrays.bytesForOne(options, longestBody(app, options))));
        app.freeze();
        return plan;
    }

    private static List<byte[]> ascii(List<String> names) {
        List<byte[]> all = new ArrayList<>();
        for (String name : names) {
            all.add(name.getBytes(StandardCharsets.US_ASCII));
        }
        return List.copyOf(all);
    }

    /** A codec that is missing for an answer fails the start, not the first request. */
    private static void requireEncoders(List<Returned> returned, JsonCodecs codecs) {
        for (Returned one : returned) {
            Type type =
                    one.type() instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : one.type();
            if (type instanceof Class<?> c && c != Problem.class && Modifier.isFinal(c.getModifiers())) {
                codecs.encoder(MethodType.methodType(c).wrap().returnType());
            }
        }
    }

    private static HttpLimits limits(ServerOptions options) {
        return new HttpLimits(
                options.requestLineBytesMax(),
                options.headerBytesMax(),
                options.headerCountMax(),
                options.bodyBytesMax(),
                options.trailerBytesMax(),
                options.trailerCountMax(),
                options.chunkLineBytesMax(),
                options.chunkExtensionBytesMax());
    }

    private static RoutePlan plan(
            RouteDefinition definition, RoutePattern pattern, boolean acceptRequired, ServerOptions options) {
        RouteOptions set = definition.options();
        String label = definition.method() + " " + pattern.text();
        Params<?> params = definition.handler() instanceof TypedHandler typed ? typed.params() : null;
        Handler handler = definition.handler();
        List<String> types = mediaTypes(set.returned());
        if ((acceptRequired || set.requiresAccept()) && !types.isEmpty()) {
            handler = new AcceptCheck(handler, types);
        }
        return new RoutePlan(
                label,
                pattern,
                ParamPlans.of(label, pattern, params == null ? null : params.type()),
                wrap(handler, definition.group().middleware()),
                definition.blocking(),
                bodyBytesMax(set, options),
                set.bodyMode() == BodyMode.NONE,
                set.deadlineNanos() > 0
                        ? set.deadlineNanos()
                        : options.workDeadline().toNanos(),
                admission(set.queueDelayTargetNanos(), options),
                false,
                set.computesEtag(),
                set.returned());
    }

    /** What a route answers with when all goes well: nothing where it declares answers without a body only. */
    private static List<String> mediaTypes(List<Returned> returned) {
        Set<String> types = new LinkedHashSet<>();
        boolean declared = false;
        for (Returned one : returned) {
            declared |= one.status() < 400;
            if (one.status() < 300 && one.contentType() != null) {
                types.add(one.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
            }
        }
        return types.isEmpty() && !declared ? List.of(Returned.JSON) : List.copyOf(types);
    }

    private static RoutePlan refusal(String label, Vivace app, Handler handler, ServerOptions options) {
        boolean own = handler == app.fallback;
        return new RoutePlan(
                label,
                null,
                ParamPlans.of(label, null, null),
                wrap(handler, app.middleware()),
                false,
                options.bodyBytesMax(),
                !own,
                options.workDeadline().toNanos(),
                admission(0, options),
                !own,
                false,
                List.of());
    }

    private static Admission admission(long targetNanos, ServerOptions options) {
        return new Admission(
                targetNanos > 0 ? targetNanos : options.queueDelayTarget().toNanos(),
                options.queueDelayInterval().toNanos());
    }

    private static Handler wrap(Handler handler, List<Middleware> middleware) {
        Handler wrapped = handler;
        for (int i = middleware.size() - 1; i >= 0; i--) {
            wrapped = middleware.get(i).around(wrapped);
            if (wrapped == null) {
                throw new IllegalStateException("a middleware's around(...) returned null");
            }
        }
        return wrapped;
    }

    private static Map<Class<?>, ErrorHandler<?>> errorHandlers(Vivace app) {
        Map<Class<?>, ErrorHandler<?>> handlers = new HashMap<>();
        for (Vivace.ErrorDefinition<?> definition : app.errorHandlers) {
            handlers.put(definition.type(), definition.handler());
        }
        return Map.copyOf(handlers);
    }

    private static int methodId(String method, List<String> extensions) {
        int id = Methods.of(method);
        if (id == Methods.CONNECT) {
            throw new IllegalArgumentException("CONNECT asks for a tunnel and cannot be a route");
        }
        if (id != Methods.UNKNOWN) {
            return id;
        }
        requireToken(method);
        int index = extensions.indexOf(method);
        if (index < 0) {
            index = extensions.size();
            extensions.add(method);
        }
        if (Methods.FIRST_EXTENSION + index >= Methods.COUNT_MAX) {
            throw new IllegalStateException("there can be "
                    + (Methods.COUNT_MAX - Methods.FIRST_EXTENSION) + " methods beside the registered ones, and "
                    + method
                    + " is one more");
        }
        return Methods.FIRST_EXTENSION + index;
    }

    private static void requireToken(String method) {
        if (!method.matches("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+")) {
            throw new IllegalArgumentException(
                    "a method is a token (RFC 9110 section 5.6.2), but was '" + method + "'");
        }
    }

    private static String methodName(int id, List<String> extensions) {
        return id < Methods.FIRST_EXTENSION ? Methods.name(id) : extensions.get(id - Methods.FIRST_EXTENSION);
    }
}
