package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.storage.Folders;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The node classes that are installed, by name. */
public final class Catalogue {

    private final Map<String, NodeClass> classes = new LinkedHashMap<>();

    public Catalogue(Collection<NodeClass> installed) {
        installed.forEach(nodeClass -> classes.put(nodeClass.name(), nodeClass));
    }

    /** The built-in classes that this node offers. */
    public static Catalogue builtIn(Folders folders, ModelShelf shelf, Supplier<String> letters) {
        var savers = new Savers(folders, letters);
        return new Catalogue(List.of(
                        LoaderNodes.all(shelf),
                        SamplerNodes.all(),
                        SourceNodes.all(folders),
                        ScalingNodes.all(shelf),
                        FilterNodes.all(),
                        MaskNodes.all(),
                        BatchNodes.all(),
                        OutputNodes.all(savers),
                        MediaNodes.all(savers),
                        PlainNodes.all(),
                        TestNodes.all())
                .stream()
                .flatMap(List::stream)
                .toList());
    }

    public Optional<NodeClass> find(@Nullable String name) {
        return Optional.ofNullable(name == null ? null : classes.get(name));
    }

    public NodeClass installed(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("not installed: " + name));
    }

    public Collection<NodeClass> all() {
        return classes.values();
    }
}
