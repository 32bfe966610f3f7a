package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.StatedFact;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Gathers evidence from a mesh, which may be at work: what its tables say first, so that the log cannot lag behind them. */
public record Gathering(MeshAddress mesh) {
    /** Everything there is, beside what clients were promised and have not recorded. */
    public Evidence evidence(Set<UUID> promised) {
        var at = Instant.now();
        var tables = new Tables(mesh.postgres()).read();
        var log = read(Topic.JOBS);
        var stories = Evidence.stories(log).values();
        var witness = new Witnesses(mesh.nodes()).read();
        return new Evidence(at, log, tables, witness, promised, objects(stories), outside(stories));
    }

    private List<StatedFact> read(Topic topic) {
        try (var reader = FactReader.of(mesh.kafka(), topic)) {
            return reader.all();
        }
    }

    private Outside outside(Collection<JobStory> stories) {
        var questions = new Questions(mesh.doors());
        var history = mesh.doors().history();
        return new Outside(
                history == null ? List.of() : ClientHistory.read(history),
                questions.probes(jobsByTenant(stories)),
                questions.replayed().orElse(null),
                read(Topic.OBSERVATIONS));
    }

    private static Map<String, List<UUID>> jobsByTenant(Collection<JobStory> stories) {
        return stories.stream()
                .flatMap(story -> story.first(JobAccepted.class).stream())
                .collect(Collectors.groupingBy(
                        accepted -> accepted.tenant().id(),
                        Collectors.mapping(JobAccepted::jobId, Collectors.toList())));
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
