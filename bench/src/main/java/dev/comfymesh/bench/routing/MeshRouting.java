package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Ending;
import dev.comfymesh.bench.routing.Machine.Run;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Catalogue;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.ModelFile;
import dev.comfymesh.router.domain.Needs;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Target;
import dev.comfymesh.router.domain.Traits;
import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The mesh's own matcher, shown the floor as the router's tables would show it. */
final class MeshRouting implements Strategy {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_RUNNING = 10_000;
    private static final long CAP_MICROS = 1_000_000_000;
    private static final String FOLDER = "checkpoints";

    private final Matcher matcher;
    private final Guards guards;
    private final Learning learning;
    private final UnaryOperator<Resident> view;
    private final Map<Work, Job> jobs = new IdentityHashMap<>();
    private final Map<Work, Assigned> placed = new IdentityHashMap<>();
    private final Map<Work, Living> living = new IdentityHashMap<>();
    private final Map<String, ModelFile> files = new HashMap<>();
    private final Map<String, Needs> needs = new HashMap<>();
    private final Map<String, Catalogue> catalogues = new HashMap<>();

    /** @param view what it is shown of the models at hand */
    MeshRouting(Policy policy, Guards guards, Learning learning, UnaryOperator<Resident> view) {
        this.matcher = new Matcher(policy);
        this.guards = guards;
        this.learning = learning;
        this.view = view;
    }

    @Override
    public void place(List<Work> waiting, Floor floor) {
        var now = instant(floor.nowMillis());
        var works = new HashMap<String, Work>();
        var candidates = new ArrayList<Candidate>(waiting.size());
        for (var work : waiting) {
            var candidate = candidate(work);
            candidates.add(candidate);
            works.put(candidate.candidateId(), work);
        }
        var stations =
                floor.stations().stream().collect(Collectors.toMap(station -> station.plan.id(), station -> station));
        var granted = new ArrayList<Assigned>();
        for (var decision : matcher.decide(guards.heed(candidates, now), fleet(floor, now), now)) {
            if (decision instanceof Assigned assigned) {
                var work = works.get(assigned.candidate().candidateId());
                var station = stations.get(assigned.choice().targetId());
                if (work != null && station != null) {
                    granted.add(assigned);
                    placed.put(work, assigned);
                    living.put(work, assigned.living());
                    floor.send(work, station);
                }
            }
        }
        guards.assigned(granted, now);
    }

    @Override
    public boolean guards() {
        return true;
    }

    @Override
    public void guard(Floor floor) {
        var now = instant(floor.nowMillis());
        if (guards.areDue(now)) {
            var runs = new ArrayList<Guards.Placing>();
            placed.forEach((work, assigned) -> {
                var attempt = living.get(work);
                if (attempt != null) {
                    runs.add(new Guards.Placing(work, assigned, attempt));
                }
            });
            guards.look(runs, fleet(floor, now), floor, now);
        }
    }

    @Override
    public void started(Work work, Station station, long nowMillis) {
        living.computeIfPresent(work, (_, attempt) -> attempt.startedAt(instant(nowMillis)));
    }

    @Override
    public void ended(Work work, Station station, Run run, long nowMillis) {
        living.remove(work);
        guards.ended(work, run);
        var assigned = placed.remove(work);
        if (assigned != null) {
            learning.ended(assigned, station.plan, run, instant(nowMillis));
        }
        if (run.ending() == Ending.DELIVERED) {
            jobs.remove(work);
        }
    }

    private Fleet fleet(Floor floor, Instant now) {
        var targets = floor.stations().stream()
                .map(station -> target(station, station.isSeenDown(floor.faults(), floor.nowMillis()), now))
                .toList();
        return new Fleet(
                targets,
                List.copyOf(living.values()),
                learning.estimates(now),
                Map.of(),
                learning.odds(),
                learning.served());
    }

    private Target target(Station station, boolean down, Instant now) {
        var plan = station.plan;
        var resident = plan.own() ? view.apply(resident(station.machine)) : null;
        return new Target(
                plan.id(),
                plan.own() ? TargetKind.NODE : TargetKind.PROVIDER,
                TargetContract.GRAPH,
                plan.slots(),
                plan.microsPerHour(),
                false,
                null,
                new Observation(now, down ? TargetHealth.DOWN : TargetHealth.UP, station.held(), null),
                catalogues.computeIfAbsent(plan.id(), _ -> catalogue(plan)),
                learning.standing(plan.id()),
                new Traits(plan.grade(), plan.microsPerRun(), resident));
    }

    private Resident resident(Machine machine) {
        return new Resident(
                files(machine.onDevice()),
                files(machine.onHost()),
                files(machine.leavesDevice()),
                files(machine.leavesHost()));
    }

    /** A folder that is not shown may hold anything. */
    private Catalogue catalogue(Machine.Plan plan) {
        var models = plan.models();
        return new Catalogue(Set.of(), models == null ? Map.of() : Map.of(FOLDER, models));
    }

    private Candidate candidate(Work work) {
        var job = jobs.computeIfAbsent(work, _ -> job(work.request));
        var since = instant(work.request.atMillis());
        return new Candidate(
                job,
                work.id(),
                work.isHedge() ? 2 : 1,
                work.request.n(),
                work.attempts(),
                since,
                since,
                work.failedAt(),
                null,
                guards.hedge(work));
    }

    private Job job(Request request) {
        var due = instant(request.dueMillis());
        return new Job(
                new UUID(0, request.n()),
                new Tenant(request.tenant(), 1, MOST_RUNNING),
                request.workflow(),
                needs.computeIfAbsent(request.model(), model -> new Needs(Set.of(), Set.of(file(model)), Set.of())),
                List.of(),
                request.interactive() ? Priority.HIGH : Priority.LOW,
                due,
                due.plus(DAY),
                CAP_MICROS,
                0,
                null);
    }

    private Set<ModelFile> files(Set<String> models) {
        return models.stream().map(this::file).collect(Collectors.toSet());
    }

    private ModelFile file(String model) {
        return files.computeIfAbsent(model, name -> new ModelFile(FOLDER, name));
    }

    private static Instant instant(long millis) {
        return Instant.EPOCH.plusMillis(millis);
    }
}
