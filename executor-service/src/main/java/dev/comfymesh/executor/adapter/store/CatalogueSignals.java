package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.CatalogueCalls;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells all replicas whose catalogue is to be read again: any of them may own the target. */
@ApplicationScoped
class CatalogueSignals implements CatalogueCalls {
    private static final String CATALOGUES = "catalogues";

    private final Signals signals;

    CatalogueSignals(Signals signals) {
        this.signals = signals;
    }

    void onStart(@Observes StartupEvent event, Fleet fleet) {
        signals.listen(CATALOGUES, fleet::readCatalogues);
    }

    @Override
    public void readAgain(String targetId) {
        signals.send(CATALOGUES, targetId);
    }
}
