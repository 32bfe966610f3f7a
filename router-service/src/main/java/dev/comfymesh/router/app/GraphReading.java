package dev.comfymesh.router.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.router.domain.GraphNode;
import dev.comfymesh.router.domain.Input;
import dev.comfymesh.router.domain.LoaderInputs;
import dev.comfymesh.router.domain.ModelFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads of a graph what decides where it can run; what is no node of a graph is passed over. */
public final class GraphReading {
    private static final String MODELS = "/models/";
    private static final int LONGEST_TITLE = 100;

    private GraphReading() {}

    /** Those of a job's files that a node's agent must place. */
    static List<InputFile> modelFiles(@Nullable List<InputFile> files) {
        return files == null
                ? List.of()
                : files.stream().filter(file -> file.path().startsWith(MODELS)).toList();
    }

    /** Those that must be brought to a target with an attempt, each once. */
    static List<Input> inputs(@Nullable List<InputFile> files) {
        return files == null
                ? List.of()
                : files.stream()
                        .filter(file -> !file.path().startsWith(MODELS))
                        .map(file -> new Input(file.sha256(), file.bytes()))
                        .distinct()
                        .toList();
    }

    /** The nodes of the graph; the models that the job brings itself are needed of nobody. */
    public static List<GraphNode> nodes(JsonNode graph, Collection<InputFile> brought) {
        var own = brought.stream().map(GraphReading::modelOf).collect(Collectors.toSet());
        return graph.properties().stream()
                .filter(entry -> entry.getValue().path("class_type").isTextual())
                .map(entry -> node(entry.getKey(), entry.getValue(), own))
                .toList();
    }

    private static GraphNode node(String id, JsonNode node, Set<ModelFile> own) {
        var classType = plain(node.path("class_type").textValue());
        var models = new TreeMap<String, ModelFile>();
        node.path("inputs")
                .properties()
                .forEach(input -> model(classType, input.getKey(), input.getValue())
                        .filter(model -> !own.contains(model))
                        .ifPresent(model -> models.put(input.getKey(), model)));
        return new GraphNode(named(plain(id)), title(node, classType), classType, models);
    }

    private static Optional<ModelFile> model(String classType, String input, JsonNode value) {
        return value.isTextual()
                ? LoaderInputs.model(classType, input, value.textValue())
                        .map(model -> new ModelFile(model.folder(), plain(model.name())))
                : Optional.empty();
    }

    private static String title(JsonNode node, String classType) {
        var title = plain(node.path("_meta").path("title").asText()).strip();
        if (title.isEmpty()) {
            return named(classType);
        }
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE));
    }

    private static String named(String text) {
        return text.isEmpty() ? "?" : text;
    }

    /** Without what no table takes: control characters and halves of characters. */
    private static String plain(String text) {
        if (text.chars().noneMatch(GraphReading::isUnfit)) {
            return text;
        }
        return text.codePoints()
                .filter(one -> !isUnfit(one) || Character.isSupplementaryCodePoint(one))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnfit(int one) {
        return Character.isISOControl(one) || one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE;
    }

    /** The path of such a file is {@code /models/<folder>/<name>}. */
    private static ModelFile modelOf(InputFile file) {
        var path = file.path().substring(MODELS.length());
        var folder = path.indexOf('/');
        return new ModelFile(path.substring(0, Math.max(0, folder)), path.substring(folder + 1));
    }
}
