package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.scoring.app.ProfileFormat;
import dev.comfymesh.scoring.app.ProfileFormat.Reading;
import dev.comfymesh.scoring.app.ProfileVersion;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Profiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The table of profiles as it was read: the versions in the order of their release. */
record ProfileRows(List<ProfileVersion> versions, Profiles profiles) {
    /** Versions come after those that they extend. */
    static final String READ = "select name, document, shipped, released from profile order by number";

    private static final Logger LOG = Logger.getLogger(ProfileRows.class);

    private record Released(ProfileVersion version, long at) {}

    /** A version as {@link ReactiveProfileShelf} writes it. */
    record Row(String name, String digest, String document) {
        static Row of(ProfileVersion version) {
            return new Row(version.profile().name(), version.profile().digest(), version.document());
        }
    }

    /** What this release ships is what its names stand for, whatever an older or newer one has stored. */
    static ProfileRows read(List<Line> lines, ProfileFormat format, List<ProfileVersion> shipped) {
        var ours = shipped.stream().map(version -> version.profile().ref()).toList();
        var known = new HashMap<String, Profile>();
        var released = new ArrayList<Released>();
        for (var line : lines) {
            version(line, format, known).ifPresent(version -> {
                var place = ours.indexOf(version.profile().ref());
                released.add(new Released(version, place < 0 ? line.number(3) : Long.MAX_VALUE));
            });
        }
        var versions = released.stream()
                .sorted(Comparator.comparingLong(Released::at))
                .map(Released::version)
                .toList();
        return new ProfileRows(
                versions,
                new Profiles(versions.stream().map(ProfileVersion::profile).toList()));
    }

    /** Empty for one that cannot be read, as where an older release runs beside the one that saved it. */
    private static Optional<ProfileVersion> version(Line line, ProfileFormat format, Map<String, Profile> known) {
        return switch (format.read(line.text(0), line.text(1), ref -> Optional.ofNullable(known.get(ref)))) {
            case Reading.Sound(var profile, var document) -> {
                known.put(profile.ref(), profile);
                yield Optional.of(new ProfileVersion(profile, document, line.flag(2)));
            }
            case Reading.Faulty(var faults) -> {
                LOG.errorf("A stored version of profile %s cannot be read: %s", line.text(0), faults);
                yield Optional.empty();
            }
        };
    }

    boolean know(Set<String> refs) {
        return refs.stream().allMatch(ref -> profiles.find(ref).isPresent());
    }
}
