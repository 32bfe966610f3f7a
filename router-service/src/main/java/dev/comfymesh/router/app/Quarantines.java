package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.router.domain.Quarantine;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The workflows that are kept from all targets now. */
@CheckReturnValue
public interface Quarantines {
    /** The latest first. */
    Uni<List<Quarantine>> all();

    /** Lets the workflow run again; false when it was not kept away. */
    Uni<Boolean> lift(String digest);
}
