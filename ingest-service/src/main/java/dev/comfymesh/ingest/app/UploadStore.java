package dev.comfymesh.ingest.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Which files tenants have. What was used a moment ago, or is needed by a job that lives, is never removed. */
@CheckReturnValue
public interface UploadStore {
    /** Takes room for a file that is about to be stored; false when all of the tenant's would be larger than the cap. */
    Uni<Boolean> reserve(Upload upload, long capBytes);

    /** The file is in the object store from now on. */
    Uni<Upload> stored(Upload upload);

    /** The tenant's file of this digest; it counts as used now. */
    Uni<Optional<Upload>> use(String tenantId, String sha256);

    Uni<Optional<Upload>> find(String tenantId, String sha256);

    /** Whether there was one; it is gone for the tenant at once. */
    Uni<Boolean> delete(String tenantId, String sha256);

    /** Removes files of the tenant that were not used for the longest time, until so many bytes are free or none is left. */
    Uni<Void> makeRoom(String tenantId, long bytes);
}
