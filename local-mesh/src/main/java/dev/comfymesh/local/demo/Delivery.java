package dev.comfymesh.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.local.mesh.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Brings the chosen pictures of a job into a directory; each one is there only when its digest is right. */
record Delivery(MeshApi api, Path directory) {

    /** Answers the files, the best first. */
    List<Path> fetch(JsonNode job) throws IOException {
        Files.createDirectories(directory);
        var files = new ArrayList<Path>();
        for (var selected : job.path("selection")) {
            var artifacts = selected.path("artifacts");
            for (int index = 0; index < artifacts.size(); index++) {
                var suffix = artifacts.size() == 1 ? "" : "-" + (index + 1);
                var name = "%d-candidate-%s%s.%s"
                        .formatted(
                                selected.path("rank").asInt(),
                                numberOf(selected.path("candidateId").asText()),
                                suffix,
                                extension(artifacts.get(index).path("mediaType").asText()));
                files.add(fetch(artifacts.get(index), directory.resolve(name)));
            }
        }
        return files;
    }

    private Path fetch(JsonNode artifact, Path file) throws IOException {
        var content = api.download(artifact.path("url").asText());
        var digest = sha256(content);
        if (!digest.equals(artifact.path("sha256").asText())) {
            throw new Trouble("artifact " + artifact.path("id").asText() + " arrived damaged: its SHA-256 is " + digest
                    + ", the job says " + artifact.path("sha256").asText());
        }
        return Files.write(file, content);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static String numberOf(String candidateId) {
        return candidateId.substring(candidateId.lastIndexOf('-') + 1);
    }

    private static String extension(String mediaType) {
        var subtype = mediaType.substring(mediaType.indexOf('/') + 1);
        return subtype.equals("jpeg") ? "jpg" : subtype.replaceAll("[^a-z0-9]", "");
    }
}
