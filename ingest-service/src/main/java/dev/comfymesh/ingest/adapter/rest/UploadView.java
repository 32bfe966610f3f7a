package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.Upload;
import java.time.Instant;

/** An upload as its tenant sees it; the digest is its name. */
record UploadView(String digest, String mediaType, long bytes, Instant createdAt) {
    static UploadView of(Upload upload) {
        return new UploadView("sha256:" + upload.sha256(), upload.mediaType(), upload.bytes(), upload.createdAt());
    }
}
