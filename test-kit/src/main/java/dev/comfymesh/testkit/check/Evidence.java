package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.testkit.StatedFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that was found out about a mesh at one moment: the log of jobs from its beginning, the services' tables, what the
 * nodes witnessed, the jobs that clients were promised, and the delivered objects by key. Tables of one service are of one
 * moment; the log is younger than the tables.
 */
public final class Evidence {
    private final Instant at;
    private final List<StatedFact> log;
    private final Map<Table, List<Row>> tables;
    private final List<Witnessed> witness;
    private final Set<UUID> promised;
    private final Map<String, StoredObject> objects;
    private final Outside outside;
    private final Map<UUID, JobStory> stories;

    public Evidence(
            Instant at,
            List<StatedFact> log,
            Map<Table, List<Row>> tables,
            List<Witnessed> witness,
            Set<UUID> promised,
            Map<String, StoredObject> objects,
            Outside outside) {
        this.at = at;
        this.log = List.copyOf(log);
        this.tables = Map.copyOf(tables);
        this.witness = List.copyOf(witness);
        this.promised = Set.copyOf(promised);
        this.objects = Map.copyOf(objects);
        this.outside = outside;
        this.stories = stories(log);
    }

    /** When it was gathered. */
    public Instant at() {
        return at;
    }

    /** Every record, repetitions among them. */
    public List<StatedFact> log() {
        return log;
    }

    public List<Row> rows(Table table) {
        return tables.getOrDefault(table, List.of());
    }

    /** The rows of a table by a column that is unique in it. */
    public <K> Map<K, Row> rows(Table table, Function<Row, K> key) {
        return rows(table).stream().collect(Collectors.toMap(key, row -> row, (first, _) -> first, LinkedHashMap::new));
    }

    public List<Witnessed> witness() {
        return witness;
    }

    /** The jobs that a client was answered 202 for. */
    public Set<UUID> promised() {
        var all = new HashSet<>(promised);
        outside.submits().map(ClientNote::jobId).forEach(all::add);
        return all;
    }

    /** What was found out from outside of the mesh. */
    public Outside outside() {
        return outside;
    }

    public Optional<StoredObject> object(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    public Collection<JobStory> stories() {
        return stories.values();
    }

    public Optional<JobStory> story(UUID jobId) {
        return Optional.ofNullable(stories.get(jobId));
    }

    /** The jobs whose end stands on the log. */
    public Set<UUID> endedJobs() {
        return stories().stream()
                .filter(story -> !story.endings().isEmpty())
                .map(JobStory::jobId)
                .collect(Collectors.toSet());
    }

    /** The stories that a log tells: what was sent again is told once. */
    static Map<UUID, JobStory> stories(List<StatedFact> log) {
        var seen = new HashSet<String>();
        var facts = new LinkedHashMap<UUID, List<JobFact>>();
        for (var record : log) {
            if (seen.add(record.source() + " " + record.subject() + " " + record.sequence())) {
                record.fact()
                        .ifPresent(fact -> facts.computeIfAbsent(fact.jobId(), _ -> new ArrayList<>())
                                .add(fact));
            }
        }
        var stories = new LinkedHashMap<UUID, JobStory>();
        facts.forEach((job, told) -> stories.put(job, new JobStory(job, told)));
        return stories;
    }
}
