package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the routes have in common that bind their parameters to one record, and whoever describes them: annotations are read
 * once, and one class is defined. A route's pattern matters only as far as it has the names that the record's components
 * have.
 *
 * <p><b>Threading:</b> any. <b>Lifetime:</b> that of the record's class.
 */
final class ParamBinding {
    private static final ClassValue<List<ParamBinding>> KNOWN = new ClassValue<>() {
        @Override
        protected List<ParamBinding> computeValue(Class<?> type) {
            return new CopyOnWriteArrayList<>();
        }
    };

    private final Class<?> type;
    private final List<ParamSlot> slots;
    private final List<ParamModel> models;

    /** All names by which the record may ask a pattern for a parameter. */
    private final Set<String> names = new HashSet<>();

    private final Set<String> namesInPath;
    private Maker maker;

    private ParamBinding(Class<?> type, List<ParamSlot> slots, List<String> pathNames) {
        this.type = type;
        this.slots = slots;
        this.models = slots.stream().map(ParamSlot::model).toList();
        for (ParamModel model : models) {
            names.add(model.name());
            names.add(model.property());
        }
        this.namesInPath = inPath(pathNames);
    }

    /** As {@link ParamsPlan#of}. */
    static ParamBinding of(Class<?> type, String route, List<String> pathNames) {
        List<ParamBinding> known = KNOWN.get(type);
        for (ParamBinding binding : known) {
            if (binding.namesInPath.equals(binding.inPath(pathNames))) {
                return binding;
            }
        }
        ParamBinding made = new ParamBinding(type, new ParamSlots(type, route, pathNames).build(), pathNames);
        // Two threads may add the same twice, which only costs
        known.add(made);
        return made;
    }

    private Set<String> inPath(List<String> pathNames) {
        Set<String> found = new HashSet<>();
        for (String name : pathNames) {
            if (names.contains(name)) {
                found.add(name);
            }
        }
        return found;
    }

    List<ParamSlot> slots() {
        return slots;
    }

    /** In the order of the record's components. */
    List<ParamModel> models() {
        return models;
    }

    /**
     * Makes the record.
     *
     * @param route for sentences
     * @throws IllegalStateException when the record's constructor cannot be called
     */
    synchronized Maker maker(String route) {
        if (maker == null) {
            maker = HiddenHandles.maker(compose(type, route, slots));
        }
        return maker;
    }

    private static MethodHandle compose(Class<?> type, String route, List<ParamSlot> slots) {
        MethodHandle[] readers = slots.stream().map(ParamSlot::handle).toArray(MethodHandle[]::new);
        MethodHandle made = MethodHandles.filterArguments(constructor(type, route), 0, readers);
        MethodType one = MethodType.methodType(type, ParamValues.class);
        return MethodHandles.permuteArguments(made, one, new int[readers.length]);
    }

    private static MethodHandle constructor(Class<?> type, String route) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(constructor);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalStateException(
                    route + ": the constructor of " + type.getTypeName()
                            + " cannot be called: its module is to open the package " + type.getPackageName()
                            + " to dev.vivace.",
                    e);
        }
    }
}
