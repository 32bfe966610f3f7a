package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Offer.Eviction;
import dev.comfymesh.router.domain.Offer.Outlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One target in the course of one round: what it holds, and whether it takes more; it only ever grows fuller. */
final class Place {
    final Target target;
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
    private final int successPerMille;
    private final double passRate;
    // By models that come from the host, and by those that come from disk.
    private final @Nullable Eviction evictedByHost;
    private final @Nullable Eviction evictedByDisk;
    private final @Nullable Filter unmet;
    private boolean room;

    Place(Target target, @Nullable Filter unmet, Policy policy, Fleet fleet, Reloads reloads, Instant now) {
        var resident = target.traits().resident();
        var fromDevice = resident == null ? 0 : reloads.fromHostMillis(resident);
        var fromHost = resident == null ? 0 : reloads.fromDiskMillis(resident);
        this.evictedByHost = eviction(fromDevice);
        this.evictedByDisk = eviction(fromDevice + fromHost);
        this.unmet = unmet;
        this.target = target;
        this.policy = policy;
        this.fleet = fleet;
        this.now = now;
        var form = fleet.odds().form(target.targetId());
        this.pacePerMille = form == null ? 1000 : form.pacePerMille(now);
        this.successPerMille = form == null ? 1000 : form.successPerMille(now);
        this.passRate = fleet.odds().passRate(target.grade());
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

    /** The round put one more here. */
    void take(Living living) {
        holds(living);
        changes++;
        if (room && !policy.workload().hasRoom(target, held, atLeastMillis, now)) {
            room = false;
            watchers.forEach(group -> group.filled(this));
        }
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

    /** How long a run of this service would wait for what is here: where runs go side by side, only for a slot. */
    long aheadMillis(long serviceMillis) {
        return target.isOurs() ? expectedMillis + foreign * serviceMillis : 0;
    }

    /** One that is asked earlier waits for this place, for so long a run. */
    void await(Offer offer) {
        awaitedMillis += offer.loadMillis() + offer.serviceMillis();
        changes++;
    }

    /** What such a run takes here: where there is no room yet, after those that wait for it too. */
    Offer offer(Work work) {
        var expected = work.service().on(target.grade());
        var millis = expected.serviceMillis() * pacePerMille / 1000;
        var traits = target.traits();
        var load = traits.loadMillis(work.needs(), policy.loads());
        var outlook = new Outlook(
                traits.microsPerRun(work.service().shape()),
                load,
                expected.spreadPerMille(),
                successPerMille,
                Odds.passPerMille(passRate, work.passes(target)),
                0,
                0,
                load == 0 ? null : eviction(work.needs()));
        var ahead = aheadMillis(millis) + (room ? 0 : awaitedMillis);
        return work.pricing().offer(target.targetId(), target.microsPerHour(), millis, ahead, outlook);
    }

    /** What has to leave for its models to come; null where nobody misses it. */
    private @Nullable Eviction eviction(Needs needs) {
        var resident = target.traits().resident();
        return evictedByDisk == null || resident != null && resident.isOnHost(needs.models())
                ? evictedByHost
                : evictedByDisk;
    }

    private static @Nullable Eviction eviction(long millis) {
        return millis == 0 ? null : new Eviction(millis, 0);
    }
}
