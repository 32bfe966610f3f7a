package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactReader;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Gathers evidence from a mesh, which may be at work: what its tables say first, so that the log cannot lag behind them. */
public record Gathering(MeshAddress mesh) {
    /** Everything there is, beside what clients were promised. */
    public Evidence evidence(Set<UUID> promised) {
        var at = Instant.now();
        var tables = new Tables(mesh.postgres()).read();
        try (var reader = FactReader.of(mesh.kafka(), Topic.JOBS)) {
            var log = reader.all();
            var witness = new Witnesses(mesh.nodes()).read();
            return new Evidence(
                    at,
                    log,
                    tables,
                    witness,
                    promised,
                    objects(Evidence.stories(log).values()));
        }
    }

    private Map<String, StoredObject> objects(Collection<JobStory> stories) {
        var objects = new HashMap<String, StoredObject>();
        stories.stream()
                .flatMap(DeliveredExists::artifacts)
                .map(Artifact::key)
                .forEach(key ->
                        StoredFile.read(mesh.objects().resolve(key)).ifPresent(found -> objects.put(key, found)));
        return objects;
    }
}
