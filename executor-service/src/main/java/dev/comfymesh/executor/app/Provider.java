package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Instant;

/** An account at a provider. Trouble with the connection is part of the answers; a failure means an answer that makes no sense. */
@CheckReturnValue
public interface Provider {
    /**
     * Brings a file of the tenant's to where the provider's runs can read it; what it is called there goes with the work as one of
     * its files. Repeatable.
     */
    Uni<Upload> upload(InputFile file, Multi<byte[]> content);

    /** Hands work over, once: what became of it must be known before it is tried again anywhere. */
    Uni<Handover> submit(Commission commission);

    /**
     * Asks what became of a submit that had no usable answer and was not sent before {@code since}. The commission must be the
     * same: where a provider runs nothing twice it may be sent again to learn that. Repeatable.
     */
    default Uni<Sought> find(Commission commission, Instant since) {
        return Uni.createFrom().item(new Sought.Unsearchable());
    }

    /** Repeatable. */
    Uni<RemoteRun> look(String remoteId);

    /** Asks for the run's end; may be lost or ignored, so look afterwards. Repeatable. */
    Uni<Void> cancel(String remoteId);

    /** Copies a file to {@code path}; may be repeated as long as the provider keeps it. */
    Uni<Fetched> fetch(RemoteFile file, Path path);
}
