package dev.comfymesh.systemtests;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.systemtests.Custody.Orphan;
import dev.comfymesh.systemtests.Custody.Takeover;
import dev.comfymesh.testkit.check.Evidence;
import dev.comfymesh.testkit.check.Gathering;
import dev.comfymesh.testkit.check.JobStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What chaos has come to: blows by part, ends of jobs, and how the work of dead executors was carried on. */
final class Tally {
    private static final Set<FailureClass> LET_DOWN = Set.of(FailureClass.LOST, FailureClass.UNKNOWN);

    private record NodeDeath(String node, Instant at) {}

    private final MeshUnderTest mesh;
    private final Custody custody;
    private final Map<String, Integer> killed = new TreeMap<>();
    private final Map<String, Integer> stopped = new TreeMap<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final List<Orphan> orphans = new ArrayList<>();
    private final List<NodeDeath> nodeDeaths = new ArrayList<>();

    Tally(MeshUnderTest mesh) {
        this.mesh = mesh;
        this.custody = new Custody(mesh.address().postgres());
    }

    /** This is about to happen. */
    void before(Strike strike) {
        var kind = Strike.kindOf(strike.part());
        (strike.kills() ? killed : stopped).merge(strike.part(), 1, Integer::sum);
        if (Set.of("executor", "postgres").contains(kind)) {
            custody.disturb();
        }
        if (strike.kills() && kind.equals("executor")) {
            orphans.addAll(custody.orphans(strike.part()));
            custody.watch(strike.part());
        }
        if (strike.kills() && kind.equals("sim")) {
            nodeDeaths.add(new NodeDeath(strike.part(), Instant.now()));
        }
    }

    /** This had died by itself, at a point that it came by. */
    void ended(String part) {
        killed.merge(part, 1, Integer::sum);
        if (Strike.kindOf(part).equals("executor")) {
            custody.disturb();
            orphans.addAll(custody.orphans(part));
        }
    }

    void add(Collection<String> statuses) {
        statuses.forEach(status -> ends.merge(status, 1, Integer::sum));
    }

    int kills() {
        return killed.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The longest time until a dead executor's target had an owner again, when nothing else stood in the way. */
    Optional<Duration> longestTakeover() {
        return custody.takeovers().stream()
                .filter(takeover -> !takeover.disturbed())
                .map(Takeover::took)
                .max(Duration::compareTo);
    }

    /** Of the attempts that ran when their executor died and could end well, how many did, in one run, and how many not. */
    Map<Boolean, Long> adopted() {
        var evidence = new Gathering(mesh.address()).evidence(Set.of());
        var attemptEnds = evidence.stories().stream()
                .flatMap(story -> story.attemptEnds().stream())
                .collect(Collectors.toMap(JobStory.End::attemptId, Function.identity(), (first, _) -> first));
        return orphans.stream()
                .collect(Collectors.toMap(Orphan::attemptId, Function.identity(), (first, _) -> first))
                .values()
                .stream()
                .filter(orphan -> attemptEnds.containsKey(orphan.attemptId()))
                .flatMap(orphan -> isAdopted(evidence, orphan, attemptEnds.get(orphan.attemptId())).stream())
                .collect(Collectors.groupingBy(adopted -> adopted, TreeMap::new, Collectors.counting()));
    }

    @Override
    public String toString() {
        return "%d kills %s, stops %s, jobs %s; attempts that ran at their executor's death and were adopted: %s; longest takeover: %s of %d"
                .formatted(
                        kills(),
                        killed,
                        stopped,
                        ends,
                        adopted(),
                        longestTakeover().map(time -> time.toMillis() + " ms").orElse("none"),
                        custody.takeovers().size());
    }

    /** Empty for one that ended for a reason of its own: it was revoked, ran out of time, or its node died as well. */
    private Optional<Boolean> isAdopted(Evidence evidence, Orphan orphan, JobStory.End end) {
        return switch (end.fact()) {
            case AttemptSucceeded _ -> Optional.of(runs(evidence, orphan) == 1);
            case AttemptFailed failed
            when LET_DOWN.contains(failed.failure()) && !nodeDied(orphan, end) -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static long runs(Evidence evidence, Orphan orphan) {
        return evidence.witness().stream()
                .filter(seen -> seen.event().equals("started"))
                .filter(seen -> seen.promptId().equals(orphan.attemptId().toString()))
                .count();
    }

    private boolean nodeDied(Orphan orphan, JobStory.End end) {
        return nodeDeaths.stream()
                .anyMatch(death -> death.node().equals(orphan.target())
                        && !death.at().isBefore(orphan.since())
                        && !death.at().isAfter(end.at()));
    }
}
