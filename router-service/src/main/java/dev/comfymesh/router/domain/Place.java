package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One target in the course of one round: what it holds, and whether it takes more; it only ever grows fuller. */
final class Place {
    final Target target;
    private final Workload workload;
    private final Estimates estimates;
    private final Instant now;
    private final List<Screening> screenings = new ArrayList<>();
    private int held;
    private int foreign;
    private long expectedMillis;
    private long atLeastMillis;
    private final @Nullable Filter unmet;
    private boolean room;

    Place(Target target, @Nullable Filter unmet, Workload workload, Estimates estimates, Instant now) {
        this.unmet = unmet;
        this.target = target;
        this.workload = workload;
        this.estimates = estimates;
        this.now = now;
    }

    /** Something of ours lives here since before the round. */
    void holds(Living living) {
        var service = estimates.of(living.digest());
        held++;
        expectedMillis += Workload.leftMillis(living, service.expectedMillis(living.targetId()), now);
        atLeastMillis += Workload.leftMillis(living, service.atLeastMillis(living.targetId()), now);
    }

    /** All that lives here is known. An own run that the target has not shown yet hides one of others. */
    void open() {
        var seen = target.observation();
        foreign = seen == null ? 0 : Math.max(0, seen.held() - held);
        room = workload.hasRoom(target, held, atLeastMillis, now);
    }

    /** The round put one more here. */
    void take(Living living) {
        holds(living);
        if (room && !workload.hasRoom(target, held, atLeastMillis, now)) {
            room = false;
            screenings.forEach(Screening::lostOne);
        }
    }

    void watchedBy(Screening screening) {
        screenings.add(screening);
    }

    /** The first of the conditions for every job that its target does not meet; null when it meets them all. */
    @Nullable
    Filter unmet() {
        return unmet;
    }

    boolean hasRoom() {
        return room;
    }

    int held() {
        return held;
    }

    /** How many runs of others it holds. */
    int foreign() {
        return foreign;
    }

    /** How long a run of this service would wait for what is here. */
    long aheadMillis(long serviceMillis) {
        return expectedMillis + foreign * serviceMillis;
    }
}
