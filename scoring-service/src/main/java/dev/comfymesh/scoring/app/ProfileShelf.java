package dev.comfymesh.scoring.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.scoring.domain.Profiles;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** The versions of all profiles, in memory; what another replica saves is here soon after. */
@CheckReturnValue
public interface ProfileShelf {
    /** All versions, and those of these references for sure, by name or by name and digest, if there are any. */
    Uni<Profiles> knowing(Set<String> refs);

    /** The versions with their documents, as they were released, the last one at the end. */
    Uni<List<ProfileVersion>> versions();

    /** Keeps a version for ever, and releases it: its name stands for it from now on. */
    Uni<Void> save(ProfileVersion version);
}
