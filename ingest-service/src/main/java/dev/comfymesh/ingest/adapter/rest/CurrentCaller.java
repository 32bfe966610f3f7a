package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.ingest.domain.Scope;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who makes this request; set before any authenticated resource runs. */
@RequestScoped
class CurrentCaller {
    private @Nullable Caller caller;

    void is(Caller known) {
        caller = known;
    }

    /** The caller, if its key may be used for this; a 403 problem otherwise. */
    Caller with(Scope scope) {
        if (caller == null) {
            throw new IllegalStateException("an authenticated resource ran without a caller");
        }
        if (!caller.may(scope)) {
            throw Refusal.MISSING_SCOPE.exception(scope.word());
        }
        return caller;
    }
}
