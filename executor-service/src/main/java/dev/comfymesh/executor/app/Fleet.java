package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The targets that this process owns now: opens a desk for each gained, closes it when lost, and hands out the work. */
public final class Fleet {
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration CLEARING = Duration.ofSeconds(5);
    private static final Duration LEFTOVER = Duration.ofHours(1);

    private final Ports ports;
    private final Map<String, TargetDesk> desks = new ConcurrentHashMap<>();
    private Loops.@Nullable Running handing;
    private Loops.@Nullable Running clearing;
    private Loops.@Nullable Running tidying;

    public Fleet(Ports ports) {
        this.ports = ports;
    }

    public void start() {
        handing = ports.loops().start("work", SWEEP, this::handOut);
        clearing = ports.loops().start("unstarted attempts", CLEARING, this::clear);
        tidying = ports.loops().start("unfinished files", LEFTOVER, this::tidy);
    }

    public void stop() {
        if (handing != null && clearing != null && tidying != null) {
            handing.stop();
            clearing.stop();
            tidying.stop();
        }
        desks.values().forEach(TargetDesk::close);
        desks.clear();
    }

    public void gained(Tenure tenure) {
        var former = desks.put(tenure.targetId(), new TargetDesk(ports, tenure));
        if (former != null) {
            former.close();
        }
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

    /** There may be new attempts, or wishes to stop some. */
    public void workArrived() {
        if (handing != null) {
            handing.wake();
        }
    }

    /** Targets may have been defined anew. */
    public void targetsChanged() {
        ports.tenures().seek();
        desks.values().forEach(TargetDesk::wake);
    }

    private Uni<Boolean> handOut() {
        return desks.isEmpty()
                ? Uni.createFrom().item(false)
                : ports.attempts()
                        .calling(List.copyOf(desks.keySet()))
                        .invoke(attempts -> attempts.forEach(this::hand))
                        .replaceWith(false);
    }

    private void hand(Attempt attempt) {
        var desk = desks.get(attempt.assignment().targetId());
        if (desk != null) {
            desk.take(attempt);
        }
    }

    /** Attempts whose target nobody owns are ended a little later than an owner would do it. */
    private Uni<Boolean> clear() {
        return ports.attempts()
                .endUnstarted(ports.clock().instant().minus(CLEARING))
                .replaceWith(false);
    }

    private Uni<Boolean> tidy() {
        return ports.outputs()
                .discardLeftovers(ports.clock().instant().minus(LEFTOVER))
                .replaceWith(false);
    }
}
