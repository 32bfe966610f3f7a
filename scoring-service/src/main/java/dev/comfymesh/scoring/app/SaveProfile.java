package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.app.ProfileFormat.Reading;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** Checks a document and keeps it as the newest version of its name; the same document is the same version again. */
public final class SaveProfile {
    private final ProfileFormat format;
    private final ProfileShelf shelf;
    private final ShippedProfiles shipped;
    private final MissingModels missingModels;
    private final Workers workers;

    public SaveProfile(
            ProfileFormat format,
            ProfileShelf shelf,
            ShippedProfiles shipped,
            MissingModels missingModels,
            Workers workers) {
        this.format = format;
        this.shelf = shelf;
        this.shipped = shipped;
        this.missingModels = missingModels;
        this.workers = workers;
    }

    /** How saving ended. */
    public sealed interface Ending {
        /** @param warnings what it asks for and nobody can measure yet */
        record Saved(ProfileVersion version, List<Fault> warnings) implements Ending {
            public Saved {
                warnings = List.copyOf(warnings);
            }
        }

        record Refused(List<Fault> faults) implements Ending {
            public Refused {
                faults = List.copyOf(faults);
            }
        }

        /** The name is one that came with the service. */
        record Reserved() implements Ending {}
    }

    public Uni<Ending> save(String name, String document) {
        if (shipped.hasName(name)) {
            return Uni.createFrom().item(new Ending.Reserved());
        }
        return read(name, document).chain(reading -> switch (reading) {
            case Reading.Sound(var profile, var canonical) -> save(new ProfileVersion(profile, canonical, false));
            case Reading.Faulty(var faults) -> Uni.createFrom().item(new Ending.Refused(faults));
        });
    }

    /** Whether a document is a profile, without keeping it. */
    public Uni<Reading> read(String name, String document) {
        return shelf.knowing(Set.of()).map(profiles -> format.read(name, document, profiles::find));
    }

    private Uni<Ending> save(ProfileVersion version) {
        return shelf.save(version)
                .chain(() -> workers.compute(() -> missingModels.of(version.profile())))
                .map(warnings -> new Ending.Saved(version, warnings));
    }
}
