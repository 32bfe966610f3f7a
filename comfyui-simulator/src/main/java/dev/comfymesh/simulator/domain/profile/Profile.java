package dev.comfymesh.simulator.domain.profile;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The server that a node stands in for: its version, which decides what it can do. */
public enum Profile {
    /** From before clients could choose ids and name what they interrupt. */
    OLD("0.3.43"),
    /** Knows both, but no jobs. */
    MIDDLE("0.4.0"),
    CURRENT("0.33.0");

    private final Version version;

    Profile(String version) {
        this.version = Version.parse(version);
    }

    /** The profile that a word on the command line names. */
    public static Profile named(String word) {
        return Arrays.stream(values())
                .filter(profile -> profile.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--profile is " + words() + ", not " + word));
    }

    private static String words() {
        return Arrays.stream(values()).map(Profile::word).collect(Collectors.joining(" or "));
    }

    /** The name that the command line uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String version() {
        return version.toString();
    }

    public boolean can(Ability ability) {
        return ability.isIn(version);
    }
}
