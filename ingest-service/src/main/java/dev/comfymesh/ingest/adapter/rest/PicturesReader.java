package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.contracts.Pool;
import dev.comfymesh.ingest.app.NewFile;
import dev.comfymesh.ingest.app.Pick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads which pictures a job gives to be judged, and notes what is wrong with each. */
final class PicturesReader {
    private static final String PICTURES = "pictures";
    private static final String ARTIFACT = "artifact";
    private static final String JOB = "job";
    private static final int LONGEST_ID = 64;

    private PicturesReader() {}

    /** Without those that are wrong. */
    static List<Pick> read(Fields request) {
        var pictures = request.objects(PICTURES, Pool.LIMIT);
        if (pictures.isEmpty() && request.errors().isEmpty()) {
            request.wrong(PICTURES, "must have at least one, such as {\"upload\": \"sha256:...\"}");
        }
        var picks = new ArrayList<Pick>();
        for (int i = 0; i < pictures.size(); i++) {
            pick(pictures.get(i), i + 1, "%s[%d]".formatted(PICTURES, i)).ifPresent(picks::add);
        }
        return picks;
    }

    /** The files among them. */
    static List<NewFile> files(List<Pick> picks) {
        return picks.stream()
                .filter(Pick.Brought.class::isInstance)
                .map(pick -> ((Pick.Brought) pick).file())
                .toList();
    }

    private static Optional<Pick> pick(Fields picture, int n, String field) {
        if (picture.has(ARTIFACT)) {
            return delivered(picture, field);
        }
        if (picture.has(JOB)) {
            return made(picture, field);
        }
        return FilesReader.source(picture).map(source -> new Pick.Brought(NewFile.picture(n, field, source)));
    }

    private static Optional<Pick> delivered(Fields picture, String field) {
        picture.allow(Set.of(ARTIFACT));
        var id = picture.text(ARTIFACT, "");
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            picture.wrong(ARTIFACT, "must be the 'id' of an artifact that a job of yours delivers");
            return Optional.empty();
        }
        return Optional.of(new Pick.Delivered(field, id));
    }

    private static Optional<Pick> made(Fields picture, String field) {
        picture.allow(Set.of(JOB));
        try {
            return Optional.of(new Pick.Made(field, UUID.fromString(picture.text(JOB, ""))));
        } catch (IllegalArgumentException _) {
            picture.wrong(JOB, "must be the 'id' of a job of yours");
            return Optional.empty();
        }
    }
}
