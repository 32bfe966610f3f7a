package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Profiles;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A shelf that forgets. */
final class ShelfInMemory implements ProfileShelf {
    private final List<ProfileVersion> versions = new ArrayList<>();

    static ShelfInMemory of(Profile... profiles) {
        var shelf = new ShelfInMemory();
        for (var profile : profiles) {
            shelf.versions.add(new ProfileVersion(profile, "{}", false));
        }
        return shelf;
    }

    @Override
    public Uni<Profiles> knowing(Set<String> refs) {
        return Uni.createFrom()
                .item(new Profiles(
                        versions.stream().map(ProfileVersion::profile).toList()));
    }

    @Override
    public Uni<List<ProfileVersion>> versions() {
        return Uni.createFrom().item(List.copyOf(versions));
    }

    @Override
    public Uni<Void> save(ProfileVersion version) {
        versions.removeIf(
                known -> known.profile().ref().equals(version.profile().ref()));
        versions.add(version);
        return Uni.createFrom().voidItem();
    }
}
