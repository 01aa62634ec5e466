package peers;

import io.helidon.common.GenericType;
import io.helidon.json.JsonGenerator;
import io.helidon.json.JsonKey;
import io.helidon.json.binding.JsonBinding;
import io.helidon.json.binding.JsonSerializer;
import java.util.UUID;

/** The objects in Helidon's own JSON binding, with serializers of the kind that its code generator makes. */
final class HelidonJson {
    record Message(String message) {}

    record Person(int id, String name, UUID uuid) {}

    private HelidonJson() {}

    static JsonBinding binding() {
        return JsonBinding.builder()
                .addSerializer(new MessageSerializer())
                .addSerializer(new PersonSerializer())
                .build();
    }

    private static final class MessageSerializer implements JsonSerializer<Message> {
        private static final GenericType<Message> TYPE = GenericType.create(Message.class);
        private static final JsonKey MESSAGE = JsonKey.create("message");

        @Override
        public GenericType<Message> type() {
            return TYPE;
        }

        @Override
        public void serialize(JsonGenerator generator, Message message, boolean writeNulls) {
            generator.writeObjectStart();
            generator.write(MESSAGE, message.message());
            generator.writeObjectEnd();
        }
    }

    private static final class PersonSerializer implements JsonSerializer<Person> {
        private static final GenericType<Person> TYPE = GenericType.create(Person.class);
        private static final JsonKey ID = JsonKey.create("id");
        private static final JsonKey NAME = JsonKey.create("name");
        private static final JsonKey UUID = JsonKey.create("uuid");

        @Override
        public GenericType<Person> type() {
            return TYPE;
        }

        @Override
        public void serialize(JsonGenerator generator, Person person, boolean writeNulls) {
            generator.writeObjectStart();
            generator.write(ID, person.id());
            generator.write(NAME, person.name());
            generator.write(UUID, person.uuid().toString());
            generator.writeObjectEnd();
        }
    }
}
