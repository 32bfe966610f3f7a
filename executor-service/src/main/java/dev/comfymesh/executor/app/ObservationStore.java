package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;

/** The last observation of each target. */
@CheckReturnValue
public interface ObservationStore {
    /** Fails when the tenure is over. */
    Uni<Void> save(Tenure tenure, TargetObserved observed);
}
