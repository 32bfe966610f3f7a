package dev.comfymesh.executor.config;

import dev.comfymesh.executor.adapter.store.TargetLeases;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.Loops;
import dev.comfymesh.executor.app.RunHistories;
import dev.comfymesh.executor.app.Upkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the work when the service is up, and gives the targets up when it goes down. */
@ApplicationScoped
class Lifecycle {
    private final Fleet fleet;
    private final TargetLeases leases;
    private final Upkeep upkeep;
    private final RunHistories histories;
    private final Loops loops;

    Lifecycle(Fleet fleet, TargetLeases leases, Upkeep upkeep, RunHistories histories, Loops loops) {
        this.fleet = fleet;
        this.leases = leases;
        this.upkeep = upkeep;
        this.histories = histories;
        this.loops = loops;
    }

    void onStart(@Observes StartupEvent event) {
        fleet.start();
        leases.start(fleet);
        upkeep.start();
        histories.start(loops);
    }

    /** Early, because others wait for their own farewells afterwards. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        fleet.stop();
        leases.stop();
        upkeep.stop();
        histories.stop();
    }
}
