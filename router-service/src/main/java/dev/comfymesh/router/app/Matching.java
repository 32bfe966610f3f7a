package dev.comfymesh.router.app;

import java.util.Collection;
import java.util.UUID;

/** Tells the matcher, here or in another replica, what was committed; callable from any thread. */
public interface Matching {
    /** Something of these jobs may be matched now. */
    void jobsChanged(Collection<UUID> jobIds);

    /** Targets changed, or what was seen of them. */
    void fleetChanged();
}
