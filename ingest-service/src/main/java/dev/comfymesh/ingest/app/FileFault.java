package dev.comfymesh.ingest.app;

/** Why a file of a job cannot be had: the field of the request that says where it is, a code, and what to know or change. */
public record FileFault(String field, String code, String detail) {
    static FileFault of(NewFile file, String kind, String code, String detail) {
        return new FileFault(file.field() + "." + kind, code, detail);
    }
}
