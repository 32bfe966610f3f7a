package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One target in the course of one round: what it holds, and whether it takes more; it only ever grows fuller. */
final class Place {
    final int number;
    final Target target;
    final Grade grade;
    final int successPerMille;
    private final Policy policy;
    private final Fleet fleet;
    private final Instant now;
    private final List<Alike> watchers = new ArrayList<>(1);
    private int held;
    private int changes;
    private int foreign;
    private long expectedMillis;
    private long atLeastMillis;
    private long awaitedMillis;
    private final int pacePerMille;
    // For models that come from the host, and for those that come from disk.
    private final long evictedByHostMillis;
    private final long evictedByDiskMillis;
    private final @Nullable Filter unmet;
    private @Nullable Objection barred;
    // Before each change of the round.
    private final List<Past> past = new ArrayList<>(0);
    private boolean room;

    /** What it was until a moment of the round. */
    record Past(int moment, boolean room, long expectedMillis) {}

    /** @param number from 0, in the order of the fleet */
    Place(
            int number,
            Target target,
            Grade grade,
            @Nullable Filter unmet,
            Policy policy,
            Fleet fleet,
            Reloads reloads,
            Instant now) {
        var resident = target.traits().resident();
        this.evictedByHostMillis = resident == null ? 0 : reloads.fromHostMillis(resident);
        this.evictedByDiskMillis = resident == null ? 0 : evictedByHostMillis + reloads.fromDiskMillis(resident);
        this.number = number;
        this.grade = grade;
        this.unmet = unmet;
        this.target = target;
        this.policy = policy;
        this.fleet = fleet;
        this.now = now;
        var form = fleet.odds().form(target.targetId());
        this.pacePerMille = form == null ? 1000 : form.pacePerMille(now);
        this.successPerMille = form == null ? 1000 : form.successPerMille(now);
    }

    /** Something of ours lives here since before the round. */
    void holds(Living living) {
        var service = fleet.estimates().of(living.shape());
        held++;
        expectedMillis += Workload.leftMillis(living, service.expectedMillis(target.grade()), now);
        atLeastMillis += Workload.leftMillis(living, service.atLeastMillis(target.grade()), now);
    }

    /** All that lives here is known. An own run that the target has not shown yet hides one of others. */
    void open() {
        var seen = target.observation();
        foreign = seen == null ? 0 : Math.max(0, seen.held() - held);
        room = policy.workload().hasRoom(target, held, atLeastMillis, now);
    }

    /** The round put one more here, as so many had been placed before. */
    void take(Living living, int moment) {
        past.add(new Past(moment, room, expectedMillis));
        take(living);
    }

    /** The round put one more here. */
    void take(Living living) {
        holds(living);
        changes++;
        if (room && !policy.workload().hasRoom(target, held, atLeastMillis, now)) {
            room = false;
            watchers.forEach(group -> group.filled(this));
        }
    }

    /** No job can use it now, whatever it asks. */
    void bar(Objection objection) {
        barred = objection;
    }

    /** Why no job can use it now; null where some can. */
    @Nullable
    Objection barred() {
        return barred;
    }

    void watchedBy(Alike group) {
        watchers.add(group);
    }

    /** The first of the conditions for every job that its target does not meet; null when it meets them all. */
    @Nullable
    Filter unmet() {
        return unmet;
    }

    boolean hasRoom() {
        return room;
    }

    /** How often in the round what it offers has changed. */
    int changes() {
        return changes;
    }

    /** How many runs of others it holds. */
    int foreign() {
        return foreign;
    }

    /**
     * How long a run of this service would wait for what is here, and where there is no room yet for those that wait for it too;
     * where runs go side by side, only for a slot.
     */
    long aheadMillis(long serviceMillis) {
        var ahead = aheadMillis(serviceMillis, expectedMillis);
        return room ? ahead : ahead + awaitedMillis;
    }

    /** The same as it was when it had room. */
    long aheadMillis(long serviceMillis, Past then) {
        return aheadMillis(serviceMillis, then.expectedMillis());
    }

    private long aheadMillis(long serviceMillis, long heldMillis) {
        return target.isOurs() ? heldMillis + foreign * serviceMillis : 0;
    }

    /** As it was when so many had been placed. */
    Past asOf(int moment) {
        for (var then : past) {
            if (then.moment() >= moment) {
                return then;
            }
        }
        return new Past(moment, room, expectedMillis);
    }

    /** One that is asked earlier waits for this place, for so long a run. */
    void await(Offer offer) {
        awaitedMillis += offer.loadMillis() + offer.serviceMillis();
        changes++;
    }

    /** How long something takes here that takes so long on targets of its grade that are well. */
    long paced(long millis) {
        return pacePerMille == 1000 ? millis : millis * pacePerMille / 1000;
    }

    long loadMillis(Needs needs) {
        return target.traits().loadMillis(needs, policy.loads());
    }

    /** How long others wait again for what has to leave for such models to come. */
    long evictionMillis(Needs needs) {
        var resident = target.traits().resident();
        return evictedByDiskMillis == 0 || resident != null && resident.isOnHost(needs.models())
                ? evictedByHostMillis
                : evictedByDiskMillis;
    }
}
