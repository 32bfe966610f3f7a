package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.StoreAway;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers requests that came while the store was away: nothing is wrong with them. */
class Outages {
    private static final Logger LOG = Logger.getLogger(Outages.class);

    @ServerExceptionMapper
    Response of(StoreAway outage) {
        LOG.warnf("A request was put off: %s", outage.getMessage());
        return Refusal.STORE_AWAY.later();
    }
}
