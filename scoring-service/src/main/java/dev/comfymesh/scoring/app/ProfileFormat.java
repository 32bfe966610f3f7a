package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Profile;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The written form of profiles; the same document always reads as the same profile. */
public interface ProfileFormat {
    /** How reading ended. */
    sealed interface Reading {
        /** The profile, and its document in canonical form: what it extends is named by its digest. */
        record Sound(Profile profile, String document) implements Reading {}

        record Faulty(List<Fault> faults) implements Reading {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /** {@code known} finds what the document may extend, by name or by name and digest. */
    Reading read(String name, String document, Function<String, Optional<Profile>> known);
}
