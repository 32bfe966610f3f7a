package dev.comfymesh.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.node.NodeClass;
import dev.comfymesh.simulator.domain.storage.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes are described as a real server describes them, as far as their structure goes. */
class CatalogueTest {

    /** The real class comes from a pack that was not recorded. */
    private static final List<String> NOT_RECORDED = List.of("ImageAddNoise");

    /** Those that are stated only where they are true. */
    private static final List<String> MARKS = List.of("deprecated", "experimental");

    @TempDir
    Path base;

    private Catalogue catalogue;

    @BeforeEach
    void open() throws IOException {
        catalogue = Catalogue.builtIn(Folders.open(base), new ModelShelf(base, false), () -> "abcde");
    }

    @Test
    void describesCoreClassesAsRecorded() {
        var recorded = Trace.document("object_info");

        assertThat(catalogue.all().stream()
                        .filter(nodeClass -> !nodeClass.name().matches("T[A-Z].*"))
                        .filter(nodeClass -> !NOT_RECORDED.contains(nodeClass.name()))
                        .flatMap(nodeClass -> difference(Json.child(recorded, nodeClass.name()), nodeClass)))
                .isEmpty();
    }

    @Test
    void offersAllTestNodes() {
        var recorded = Trace.document("test_nodes");

        assertThat(recorded.keySet().stream().flatMap(name -> {
                    var info = Json.child(Json.child(recorded, name), "object_info");
                    info.remove("category");
                    return difference(info, catalogue.installed(name));
                }))
                .isEmpty();
    }

    private static Stream<String> difference(Map<String, Object> recorded, NodeClass nodeClass) {
        var described = new LinkedHashMap<String, Object>();
        nodeClass.describe().forEach((key, value) -> {
            if (recorded.containsKey(key) || MARKS.contains(key) && Boolean.TRUE.equals(value)) {
                described.put(key, value);
            }
        });
        return new Likeness()
                .difference(cut(recorded), uncut(recorded, described)).stream()
                        .map(difference -> nodeClass.name() + " " + difference);
    }

    /** Lists that were cut in the record say how long they were: then only their beginning counts. */
    private static Object cut(Object recorded) {
        return switch (recorded) {
            case Map<?, ?> map -> {
                var cut = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> {
                    if (!String.valueOf(key).startsWith("x_")) {
                        cut.put(key, cut(value));
                    }
                });
                yield cut;
            }
            case List<?> list ->
                withoutEmptyOptions(list.stream().map(CatalogueTest::cut).toList());
            default -> recorded;
        };
    }

    /** Marks of the record stand among options that may not have been there. */
    private static List<?> withoutEmptyOptions(List<?> config) {
        return config.size() == 2
                        && config.getFirst() instanceof List
                        && Map.of().equals(config.getLast())
                ? config.subList(0, 1)
                : config;
    }

    private static Object uncut(Object recorded, Object described) {
        if (recorded instanceof Map<?, ?> map && described instanceof Map<?, ?> other) {
            var same = new LinkedHashMap<Object, Object>();
            other.forEach((key, value) -> same.put(key, uncut(map.get(key), value)));
            return same;
        }
        if (recorded instanceof List<?> list && described instanceof List<?> other) {
            boolean wasCut = list.size() == 12 && other.size() > 12;
            var kept = wasCut ? other.subList(0, list.size()) : other;
            return withoutEmptyOptions(Stream.iterate(0, i -> i < kept.size(), i -> i + 1)
                    .map(i -> i < list.size() ? uncut(list.get(i), kept.get(i)) : kept.get(i))
                    .toList());
        }
        return described;
    }
}
