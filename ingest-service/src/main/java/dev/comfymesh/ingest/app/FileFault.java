package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.FilePath;

/** Why a file of a job cannot be had: the field of the request that says where it is, a code, and what to know or change. */
public record FileFault(String field, String code, String detail) {
    static FileFault of(FilePath path, String kind, String code, String detail) {
        return new FileFault("files.%s.%s".formatted(path.text(), kind), code, detail);
    }
}
