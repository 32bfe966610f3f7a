package dev.comfymesh.router.app;

import java.util.Collection;

/** Tells the matcher, here or in another replica, what was committed; callable from any thread. */
public interface Matching {
    /** This became of jobs. */
    void jobsChanged(Collection<BoardChange> changes);

    /** Targets changed, or what was seen of them. */
    void fleetChanged();
}
