package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The targets that this process owns now: opens a desk for each gained, closes it when lost, and hands out the work. */
public final class Fleet {
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final Duration CLEARING = Duration.ofSeconds(5);

    private final Ports ports;
    private final ProviderPorts abroad;
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private Loops.@Nullable Running handing;
    private final Queue<Attempt> expected = new ConcurrentLinkedQueue<>();
    private Loops.@Nullable Running clearing;

    public Fleet(Ports ports, ProviderPorts abroad) {
        this.ports = ports;
        this.abroad = abroad;
    }

    public void start() {
        handing = ports.loops().start("work", SWEEP, this::handOut);
        clearing = ports.loops().start("unstarted attempts", CLEARING, this::clear);
    }

    public void stop() {
        if (handing != null && clearing != null) {
            handing.stop();
            clearing.stop();
        }
        desks.values().forEach(Desk::close);
        desks.clear();
    }

    public void gained(Tenure tenure, TargetKind kind) {
        var former = desks.put(tenure.targetId(), desk(tenure, kind));
        if (former != null) {
            former.close();
        }
    }

    private Desk desk(Tenure tenure, TargetKind kind) {
        return switch (kind) {
            case NODE -> new TargetDesk(ports, tenure, this::lookForWork);
            case PROVIDER -> new ProviderDesk(ports, abroad, tenure, this::lookForWork);
        };
    }

    public void lost(String targetId) {
        var desk = desks.remove(targetId);
        if (desk != null) {
            desk.close();
        }
    }

    /** The tenure turned out to be over; the same target may be ours again already, under a later one. */
    public void over(Tenure tenure) {
        var desk = desks.get(tenure.targetId());
        if (desk != null && desk.tenure().equals(tenure) && desks.remove(tenure.targetId(), desk)) {
            desk.close();
        }
    }

    /** These are being stored: new attempts, or wishes to stop some. Only the table says whether they were. */
    public void expect(Collection<Attempt> attempts) {
        expected.addAll(attempts);
    }

    /** What was expected is stored: hands it out, and answers the targets that are not ours to work for. */
    public Set<String> takeExpected() {
        var elsewhere = new HashSet<String>();
        for (var attempt = expected.poll(); attempt != null; attempt = expected.poll()) {
            if (!hand(attempt)) {
                elsewhere.add(attempt.assignment().targetId());
            }
        }
        return elsewhere;
    }

    /** There is work for these targets, says another replica. */
    public void workArrived(Set<String> targetIds) {
        if (targetIds.stream().anyMatch(desks::containsKey)) {
            lookForWork();
        }
    }

    public int running() {
        return desks.values().stream().mapToInt(Desk::running).sum();
    }

    private void lookForWork() {
        if (handing != null) {
            handing.wake();
        }
    }

    /** Targets may have been defined anew. */
    public void targetsChanged() {
        ports.tenures().seek();
        desks.values().forEach(Desk::wake);
    }

    /** The agents beside these targets have something else now. */
    public void agentsChanged(Set<String> targetIds) {
        for (var target : targetIds) {
            var desk = desks.get(target);
            if (desk != null) {
                desk.agentChanged();
            }
        }
    }

    /** The provider of this attempt's run calls it so, and told us of it. */
    public Uni<Void> heard(UUID attemptId, String remoteId) {
        return ports.attempts()
                .remember(attemptId, remoteId)
                .invoke(() -> told(attemptId))
                .replaceWithVoid();
    }

    /** The same, heard by another replica. */
    public void told(UUID attemptId) {
        desks.values().forEach(desk -> desk.heard(attemptId));
    }

    /** What these targets offer is to be read again, if they are ours. */
    public void readCatalogues(Set<String> targetIds) {
        desks.forEach((target, desk) -> {
            if (targetIds.contains(target)) {
                desk.readCatalogue();
            }
        });
    }

    private Uni<Boolean> handOut() {
        return desks.isEmpty()
                ? Uni.createFrom().item(false)
                : ports.attempts()
                        .calling(List.copyOf(desks.keySet()))
                        .invoke(attempts -> attempts.forEach(this::hand))
                        .replaceWith(false);
    }

    private boolean hand(Attempt attempt) {
        var desk = desks.get(attempt.assignment().targetId());
        if (desk == null) {
            return false;
        }
        desk.take(attempt);
        return true;
    }

    /** Attempts whose target nobody owns are ended a little later than an owner would do it. */
    private Uni<Boolean> clear() {
        return ports.attempts()
                .endUnstarted(ports.clock().instant().minus(CLEARING))
                .replaceWith(false);
    }
}
