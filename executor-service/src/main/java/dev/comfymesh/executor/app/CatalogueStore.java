package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.Catalogue;
import io.smallrye.mutiny.Uni;

/** Where catalogues lie for all services, each under its digest. */
@CheckReturnValue
public interface CatalogueStore {
    /** Stores the catalogue and answers its digest; equal catalogues have equal digests. */
    Uni<String> keep(Catalogue catalogue);
}
