package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.ingest.app.NewFile.Source;
import dev.comfymesh.kit.http.Fetched;
import dev.comfymesh.kit.http.Limits;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Brings one file of a job into the object store, from wherever it is. */
public final class FindFile {
    private final UploadStore uploads;
    private final KeepFile keepFile;
    private final ObjectStore objects;
    private final Fetcher fetcher;
    private final FileLimits limits;
    private final Clock clock;

    public FindFile(
            UploadStore uploads,
            KeepFile keepFile,
            ObjectStore objects,
            Fetcher fetcher,
            FileLimits limits,
            Clock clock) {
        this.uploads = uploads;
        this.keepFile = keepFile;
        this.objects = objects;
        this.fetcher = fetcher;
        this.limits = limits;
        this.clock = clock;
    }

    Uni<Found> find(String tenantId, NewFile file, Instant until) {
        return switch (file.source()) {
            case Source.Uploaded(var sha256) -> uploaded(tenantId, file, sha256);
            case Source.Inline(var content) -> keepFile.keep(tenantId, content).map(keeping -> found(file, keeping));
            case Source.At(var address) -> fetched(tenantId, file, address, until);
        };
    }

    private Uni<Found> uploaded(String tenantId, NewFile file, String sha256) {
        return uploads.use(tenantId, sha256)
                .chain(known -> known.map(upload -> present(file, upload))
                        .orElseGet(() -> Uni.createFrom().item(unknown(file))));
    }

    /** A row is a promise; the object is the file. */
    private Uni<Found> present(NewFile file, Upload upload) {
        return objects.size(upload.key()).map(size -> size.isPresent() ? there(file, upload) : unknown(file));
    }

    private Uni<Found> fetched(String tenantId, NewFile file, URI address, Instant until) {
        var left = Duration.between(clock.instant(), until);
        if (!left.isPositive()) {
            return Uni.createFrom().item(missing(file, new Fetched.TooSlow(limits.fetchTime())));
        }
        return fetcher.fetch(address, objects.temporaryFile(), new Limits(limits.maxBytes(), left, limits.fetchIdle()))
                .chain(fetched -> fetched instanceof Fetched.Complete(var content)
                        ? keepFile.keep(tenantId, content).map(keeping -> found(file, keeping))
                        : Uni.createFrom().item(missing(file, fetched)));
    }

    private static Found found(NewFile file, Keeping keeping) {
        return switch (keeping) {
            case Keeping.Kept(var upload) -> there(file, upload);
            case Keeping.Full(var capBytes) -> new Found.NoRoom(capBytes);
        };
    }

    private static Found there(NewFile file, Upload upload) {
        return new Found.There(
                new InputFile(file.path(), upload.key(), upload.mediaType(), upload.bytes(), upload.sha256()));
    }

    private static Found unknown(NewFile file) {
        return new Found.Missing(FileFault.of(
                file, "upload", "unknown-upload", "names no upload of yours; send the file to /v1/uploads first"));
    }

    private static Found missing(NewFile file, Fetched fetched) {
        return new Found.Missing(
                switch (fetched) {
                    case Fetched.Complete _ -> throw new IllegalArgumentException("nothing is missing: " + fetched);
                    case Fetched.Forbidden(var detail) -> atUrl(file, "forbidden-address", detail);
                    case Fetched.TooLarge(var most) ->
                        atUrl(file, "file-too-large", "has more than %d bytes".formatted(most));
                    case Fetched.TooSlow(var limit) ->
                        atUrl(
                                file,
                                "too-slow",
                                "did not send the file, or anything, for %d seconds".formatted(limit.toSeconds()));
                    case Fetched.Refused(var status) -> atUrl(file, "not-served", "answers with HTTP status " + status);
                    case Fetched.Unreachable(var detail) -> atUrl(file, "unreachable", detail);
                });
    }

    private static FileFault atUrl(NewFile file, String code, String detail) {
        return FileFault.of(file, "url", code, detail);
    }
}
