package dev.comfymesh.systemtests.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What planted bugs do, where it is more than one line. Every class loader of the process sees it, so it knows nothing but
 * Java, and other things by their names only.
 */
public final class Sabotage {
    private static final Map<Class<?>, Object> FIRST = new ConcurrentHashMap<>();
    private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();
    private static final String MARK = "sabotage: at work in ";
    private static final long SHORTLY_MILLIS = 700;

    private Sabotage() {}

    /** Says once that something was done there, so that a bug that never strikes is told from one that nobody sees. */
    public static boolean works(String place) {
        if (AT_WORK.add(place)) {
            System.err.println(MARK + place);
        }
        return true;
    }

    /** The first of its class that was ever given, whatever comes later. */
    public static Object first(Object given, String place) {
        var first = FIRST.computeIfAbsent(given.getClass(), _ -> given);
        return first.equals(given) || works(place) ? first : given;
    }

    public static String replaced(String statement, String from, String to, String place) {
        return statement.contains(from) && works(place + " " + from) ? statement.replace(from, to) : statement;
    }

    public static List<?> reversed(List<?> things, String place) {
        return things.size() > 1 && works(place) ? things.reversed() : things;
    }

    public static List<?> withoutTheLast(List<?> things, String place) {
        return !things.isEmpty() && works(place) ? things.subList(0, things.size() - 1) : things;
    }

    /** A tenant's file becomes a byte longer than it was when its digest was taken. */
    public static void lengthen(String key, Object file, String place) throws IOException {
        if (key.startsWith("t/") && file instanceof Path path && works(place)) {
            Files.write(path, new byte[1], StandardOpenOption.APPEND);
        }
    }

    public static List<Object> without(List<?> things, String word, String place) {
        var others = new ArrayList<Object>(things);
        others.removeIf(thing -> thing.toString().contains(word) && works(place));
        return others;
    }

    public static List<Object> doubled(List<?> things, String word, String place) {
        var more = new ArrayList<Object>(things);
        things.stream()
                .filter(thing -> thing.toString().contains(word) && works(place))
                .forEach(more::add);
        return more;
    }

    public static boolean tellsOf(List<?> things, String word) {
        return things.stream().anyMatch(thing -> thing.toString().contains(word));
    }

    /** Another constant of its enumeration where it has this name, and itself otherwise. */
    public static Object instead(Object constant, String name, String other, String place) {
        return constant.toString().equals(name) && works(place)
                ? Arrays.stream(constant.getClass().getEnumConstants())
                        .filter(known -> known.toString().equals(other))
                        .findFirst()
                        .orElseThrow()
                : constant;
    }

    /** Whether a record among these has the word in its value; the process dies shortly after the first that has. */
    public static boolean losesWithItsLife(Iterable<?> records, String word) {
        for (var each : records) {
            var value = (byte[]) call(each, "value");
            if (value != null && new String(value, StandardCharsets.UTF_8).contains(word)) {
                haltShortly();
                return true;
            }
        }
        return false;
    }

    /** After an answer that is unknown, asks the same again; any other answer stands. */
    public static Function<Object, Object> again(Object self, String method, Object[] arguments, String place) {
        return answer -> {
            if (!answer.getClass().getSimpleName().equals("Unknown")) {
                return uni(self.getClass().getClassLoader(), answer);
            }
            works(place);
            return call(self, method, arguments);
        };
    }

    public static Object call(Object self, String method, Object... arguments) {
        try {
            var found = Arrays.stream(self.getClass().getMethods())
                    .filter(known -> known.getName().equals(method) && known.getParameterCount() == arguments.length)
                    .findFirst()
                    .orElseThrow();
            found.setAccessible(true);
            return found.invoke(self, arguments);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(method, broken);
        }
    }

    private static Object uni(ClassLoader loader, Object item) {
        try {
            var from = loader.loadClass("io.smallrye.mutiny.Uni")
                    .getMethod("createFrom")
                    .invoke(null);
            return from.getClass().getMethod("item", Object.class).invoke(from, item);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("no Mutiny here", broken);
        }
    }

    private static void haltShortly() {
        CompletableFuture.delayedExecutor(SHORTLY_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> Runtime.getRuntime().halt(137));
    }
}
