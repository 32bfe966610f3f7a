package dev.comfymesh.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one JSON form of everything on the wire, and the {@code ce_type} of each record. Reading refuses a record that lacks a
 * component which is not {@code @Nullable}, and ignores fields that it does not know, so that newer producers may add some;
 * writing is compact, with instants as ISO text.
 */
public final class WireJson {
    private static final String PREFIX = "dev.comfymesh.";
    private static final String VERSION = ".v1";

    private static final List<Class<?>> TYPES = Stream.of(
                    JobFact.class.getPermittedSubclasses(),
                    ProgressNote.class.getPermittedSubclasses(),
                    new Class<?>[] {TargetDefined.class, TargetObserved.class})
            .<Class<?>>flatMap(Stream::of)
            .toList();

    private static final Map<String, Class<?>> BY_NAME =
            TYPES.stream().collect(Collectors.toUnmodifiableMap(WireJson::typeOf, Function.identity()));

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .annotationIntrospector(new RequiredComponents())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // A graph's numbers are the tenant's: none may change on its way through a double.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private WireJson() {}

    /** The {@code ce_type} under which records of this class are sent: {@code dev.comfymesh.<Name>.v1}. */
    public static String typeOf(Class<?> type) {
        return PREFIX + type.getSimpleName() + VERSION;
    }

    /** Every class that is sent as a record of its own, in the order of their declaration. */
    public static List<Class<?>> types() {
        return TYPES;
    }

    /** The class behind a {@code ce_type}; empty for a type that this version does not know. */
    public static Optional<Class<?>> classOf(String type) {
        return Optional.ofNullable(BY_NAME.get(type));
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("cannot be written: " + value, broken);
        }
    }

    /** Fails with {@link IllegalArgumentException} when the bytes are not this type's JSON. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException broken) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + broken.getMessage(), broken);
        }
    }
}
