package dev.comfymesh.scoring.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** All versions of all profiles that are known; a bare name stands for the version of it that was released last. */
public final class Profiles {
    private final Map<String, Profile> versions = new LinkedHashMap<>();
    private final SequencedMap<String, Profile> released = new LinkedHashMap<>();

    /** In the order of their release. */
    public Profiles(Collection<Profile> inOrder) {
        for (var profile : inOrder) {
            if (versions.put(profile.ref(), profile) != null) {
                throw new IllegalArgumentException("two profiles have the same name and digest: " + profile.ref());
            }
            released.put(profile.name(), profile);
        }
    }

    /** What each name stands for, in the order in which the names were first used. */
    public List<Profile> released() {
        return List.copyOf(released.values());
    }

    /** By name, or by name and digest. */
    public Optional<Profile> find(String ref) {
        return Optional.ofNullable(ref.contains("@") ? versions.get(ref) : released.get(ref));
    }

    /** The profile that must be there, because something was judged under it. */
    public Profile of(String ref) {
        return find(ref).orElseThrow(() -> new IllegalArgumentException("no profile is named " + ref));
    }
}
