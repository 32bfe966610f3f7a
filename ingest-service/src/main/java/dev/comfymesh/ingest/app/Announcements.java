package dev.comfymesh.ingest.app;

import java.util.Set;
import java.util.UUID;

/** Tells every replica that jobs have new client events; may be lost, and streams look by themselves now and then. */
public interface Announcements {
    void changed(Set<UUID> jobIds);
}
