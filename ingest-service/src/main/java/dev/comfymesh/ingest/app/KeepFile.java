package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.Media;
import dev.comfymesh.ingest.domain.Sha256;
import dev.comfymesh.kit.objects.Content;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.function.Function;

/** Keeps a file for a tenant, once however often it comes; those that were not used for the longest time make room for it. */
public final class KeepFile {
    private final UploadStore uploads;
    private final ObjectStore objects;
    private final Clock clock;
    private final long capBytes;

    public KeepFile(UploadStore uploads, ObjectStore objects, Clock clock, long capBytes) {
        this.uploads = uploads;
        this.objects = objects;
        this.clock = clock;
        this.capBytes = capBytes;
    }

    /** Takes the content's file away, whatever the outcome. */
    public Uni<Keeping> keep(String tenantId, Content content) {
        var type = Media.ofContent(content.head()).type();
        var upload = new Upload(tenantId, content.sha256(), type, content.bytes(), clock.instant());
        return keep(upload, key -> objects.put(key, content.file()))
                .onItemOrFailure()
                .call((outcome, _) -> outcome instanceof Keeping.Kept
                        ? Uni.createFrom().voidItem()
                        : objects.discard(content.file()));
    }

    public Uni<Keeping> keep(String tenantId, byte[] content) {
        var type = Media.ofContent(content).type();
        var upload = new Upload(tenantId, Sha256.of(content), type, content.length, clock.instant());
        return keep(upload, key -> objects.put(key, content));
    }

    /** Stored even if it is known: the same bytes again are harmless, and heal an object that was lost. */
    private Uni<Keeping> keep(Upload upload, Function<String, Uni<Void>> put) {
        return uploads.reserve(upload, capBytes)
                .chain(fits -> fits ? Uni.createFrom().item(true) : makeRoom(upload))
                .chain(fits -> fits
                        ? put.apply(upload.key())
                                .chain(() -> uploads.stored(upload))
                                .map(Keeping.Kept::new)
                        : Uni.createFrom().item(new Keeping.Full(capBytes)));
    }

    private Uni<Boolean> makeRoom(Upload upload) {
        return uploads.makeRoom(upload.tenantId(), upload.bytes()).chain(() -> uploads.reserve(upload, capBytes));
    }
}
