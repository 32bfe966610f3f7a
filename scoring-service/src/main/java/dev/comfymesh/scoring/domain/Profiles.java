package dev.comfymesh.scoring.domain;

import java.util.List;
import java.util.Optional;

/** The profiles that this service knows; no two have the same name. */
public record Profiles(List<Profile> all) {
    public Profiles {
        all = List.copyOf(all);
        if (all.stream().map(Profile::name).distinct().count() != all.size()) {
            throw new IllegalArgumentException("two profiles have the same name");
        }
    }

    public Optional<Profile> find(String name) {
        return all.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** The profile of this name; ingest accepts no job whose profile is not known. */
    public Profile of(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no profile is named " + name));
    }
}
