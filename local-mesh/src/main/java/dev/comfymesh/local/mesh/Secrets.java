package dev.comfymesh.local.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** The mesh's random words, each made once and kept in a file that only its owner can read. */
record Secrets(String apiKey, String signingKey, String operatorToken, String agentToken, String hookSecret) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 40;

    static Secrets of(Layout layout) {
        var state = layout.state();
        return new Secrets(
                kept(layout.apiKey(), "cmk_"),
                kept(state.resolve("signing-key"), ""),
                kept(layout.operatorToken(), ""),
                kept(state.resolve("agent-token"), ""),
                kept(state.resolve("hook-secret"), ""));
    }

    private static String kept(Path file, String prefix) {
        try {
            if (Files.notExists(file)) {
                var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                Files.createFile(file, ownerOnly);
                Files.writeString(file, prefix + random());
            }
            return Files.readString(file).trim();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String random() {
        return new SecureRandom()
                .ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
