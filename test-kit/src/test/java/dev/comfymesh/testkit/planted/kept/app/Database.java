package dev.comfymesh.testkit.planted.kept.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.testkit.planted.kept.domain.Decider;
import io.smallrye.mutiny.Uni;

/** A port; its name only begins like a banned word. */
@CheckReturnValue
public interface Database {
    Uni<Decider> find(String id);
}
