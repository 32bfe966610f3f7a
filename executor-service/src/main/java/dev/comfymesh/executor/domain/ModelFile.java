package dev.comfymesh.executor.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of a tenant's that a graph looks for among the node's models. On a node its name is made of its digest: nodes
 * show their models to every workflow, so files of two tenants must neither meet under one name nor tell it.
 */
public record ModelFile(String path, String sha256, String key, long bytes) {
    private static final Pattern PATH = Pattern.compile("/models/([A-Za-z0-9_][A-Za-z0-9_-]{0,63})/(.+)");
    private static final Pattern SUFFIX = Pattern.compile(".*(\\.[A-Za-z0-9]{1,16})");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Empty when the path does not lie in a folder of models. */
    public static Optional<ModelFile> at(String path, String sha256, String key, long bytes) {
        return PATH.matcher(path).matches() && DIGEST.matcher(sha256).matches()
                ? Optional.of(new ModelFile(path, sha256, key, bytes))
                : Optional.empty();
    }

    /** The folder of models. */
    public String folder() {
        return part(1);
    }

    /** What the graph calls it: its path below the folder. */
    public String name() {
        return part(2);
    }

    public String placedName() {
        var suffix = SUFFIX.matcher(name());
        return "cm-" + sha256 + (suffix.matches() ? suffix.group(1) : "");
    }

    private String part(int group) {
        var match = PATH.matcher(path);
        if (!match.matches()) {
            throw new IllegalStateException("not among models: " + path);
        }
        return match.group(group);
    }
}
