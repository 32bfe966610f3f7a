package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.ingest.app.NewFile.Source;
import dev.comfymesh.ingest.domain.FilePath;
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
            case Source.Uploaded(var sha256) -> uploaded(tenantId, file.path(), sha256);
            case Source.Inline(var content) ->
                keepFile.keep(tenantId, content).map(keeping -> found(file.path(), keeping));
            case Source.At(var address) -> fetched(tenantId, file.path(), address, until);
        };
    }

    private Uni<Found> uploaded(String tenantId, FilePath path, String sha256) {
        return uploads.use(tenantId, sha256)
                .chain(known -> known.map(upload -> present(path, upload))
                        .orElseGet(() -> Uni.createFrom().item(unknown(path))));
    }

    /** A row is a promise; the object is the file. */
    private Uni<Found> present(FilePath path, Upload upload) {
        return objects.size(upload.key()).map(size -> size.isPresent() ? there(path, upload) : unknown(path));
    }

    private Uni<Found> fetched(String tenantId, FilePath path, URI address, Instant until) {
        var left = Duration.between(clock.instant(), until);
        if (!left.isPositive()) {
            return Uni.createFrom().item(missing(path, new Fetched.TooSlow(limits.fetchTime())));
        }
        return fetcher.fetch(address, objects.temporaryFile(), new Limits(limits.maxBytes(), left, limits.fetchIdle()))
                .chain(fetched -> fetched instanceof Fetched.Complete(var content)
                        ? keepFile.keep(tenantId, content).map(keeping -> found(path, keeping))
                        : Uni.createFrom().item(missing(path, fetched)));
    }

    private static Found found(FilePath path, Keeping keeping) {
        return switch (keeping) {
            case Keeping.Kept(var upload) -> there(path, upload);
            case Keeping.Full(var capBytes) -> new Found.NoRoom(capBytes);
        };
    }

    private static Found there(FilePath path, Upload upload) {
        return new Found.There(
                new InputFile(path.text(), upload.key(), upload.mediaType(), upload.bytes(), upload.sha256()));
    }

    private static Found unknown(FilePath path) {
        return new Found.Missing(FileFault.of(
                path, "upload", "unknown-upload", "names no upload of yours; send the file to /v1/uploads first"));
    }

    private static Found missing(FilePath path, Fetched fetched) {
        return new Found.Missing(
                switch (fetched) {
                    case Fetched.Complete _ -> throw new IllegalArgumentException("nothing is missing: " + fetched);
                    case Fetched.Forbidden(var detail) -> atUrl(path, "forbidden-address", detail);
                    case Fetched.TooLarge(var most) ->
                        atUrl(path, "file-too-large", "has more than %d bytes".formatted(most));
                    case Fetched.TooSlow(var limit) ->
                        atUrl(
                                path,
                                "too-slow",
                                "did not send the file, or anything, for %d seconds".formatted(limit.toSeconds()));
                    case Fetched.Refused(var status) -> atUrl(path, "not-served", "answers with HTTP status " + status);
                    case Fetched.Unreachable(var detail) -> atUrl(path, "unreachable", detail);
                });
    }

    private static FileFault atUrl(FilePath path, String code, String detail) {
        return FileFault.of(path, "url", code, detail);
    }
}
