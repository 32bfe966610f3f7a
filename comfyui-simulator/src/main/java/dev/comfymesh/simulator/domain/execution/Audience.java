package dev.comfymesh.simulator.domain.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those who listen to this node. Messages arrive in the order of the calls; a client that is not connected misses them. */
public interface Audience {

    /** To everybody. */
    void all(String type, Map<String, @Nullable Object> data);

    /** To one client; to nobody when the id is null or unknown. */
    void client(@Nullable Object clientId, String type, Map<String, @Nullable Object> data);

    /** A binary frame to one client, or to everybody when the id is null. */
    void binary(@Nullable Object clientId, byte[] frame);

    /** Somebody else has taken the client's id: what is meant for it reaches nobody here. */
    void lose(@Nullable Object clientId);

    /** Whether the client asked for previews with metadata. */
    boolean wantsPreviewMetadata(@Nullable Object clientId);
}
