package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;

/** An account at a provider. Trouble with the connection is part of the answers; a failure means an answer that makes no sense. */
@CheckReturnValue
public interface Provider {
    /** Hands work over, once: what became of it must be known before it is tried again anywhere. */
    Uni<Handover> submit(Commission commission);

    /** Repeatable. */
    Uni<RemoteRun> look(String remoteId);

    /** Asks for the run's end; may be lost or ignored, so look afterwards. Repeatable. */
    Uni<Void> cancel(String remoteId);

    /** Copies a file to {@code path}; may be repeated as long as the provider keeps it. */
    Uni<Fetched> fetch(RemoteFile file, Path path);
}
