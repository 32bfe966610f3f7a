package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** The catalogues that targets have shown, by digest. */
@CheckReturnValue
public interface Catalogues {
    /** The node classes of a catalogue; empty when it cannot be found yet. */
    Uni<Optional<Set<String>>> nodeClasses(String digest);
}
