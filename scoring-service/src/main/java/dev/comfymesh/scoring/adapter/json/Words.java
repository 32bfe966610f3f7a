package dev.comfymesh.scoring.adapter.json;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Constants of enums as profiles write them: in lower case, and with dots for underscores if they like. */
final class Words {
    private Words() {}

    /** Null when there is none of that name. */
    static <E extends Enum<E>> @Nullable E find(Class<E> type, String word) {
        var plain = word.replace('.', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(plain))
                .findFirst()
                .orElse(null);
    }

    static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    }

    private static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
