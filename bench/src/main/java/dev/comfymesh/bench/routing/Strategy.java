package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Run;
import java.util.List;

/** A way to route: it sees what waits, what the stations hold, and how its own attempts ended; never what is to come. */
interface Strategy {
    /** Sends what is to go somewhere now; the rest goes on waiting. */
    void place(List<Work> waiting, Floor floor);

    /** Looks after what it has sent, once a second while anything runs. */
    default void guard(Floor floor) {}

    default boolean guards() {
        return false;
    }

    default void started(Work work, Station station, long nowMillis) {}

    default void ended(Work work, Station station, Run run, long nowMillis) {}

    /** What can be done with work. */
    interface Hands {
        void send(Work work, Station station);

        /** Has it end where it is. */
        void revoke(Work work);

        /** Adds another beside it. */
        Work hedge(Work work);
    }

    /** All stations at one moment. */
    record Floor(List<Station> stations, Faults faults, long nowMillis, Hands hands) {
        void send(Work work, Station station) {
            hands.send(work, station);
        }

        /** Those that run the model, are not seen to be down, and where the work did not fail before unless it did everywhere. */
        List<Station> open(Work work) {
            var able = stations.stream()
                    .filter(station ->
                            station.plan.runs(work.request.model()) && !station.isSeenDown(faults, nowMillis))
                    .toList();
            var fresh = able.stream()
                    .filter(station -> !work.failedAt().contains(station.plan.id()))
                    .toList();
            return fresh.isEmpty() ? able : fresh;
        }
    }
}
