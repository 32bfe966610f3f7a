package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.router.domain.Catalogue;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The catalogues that targets have shown, by digest. */
@CheckReturnValue
public interface Catalogues {
    /** Empty when it cannot be found yet. */
    Uni<Optional<Catalogue>> find(String digest);
}
