package dev.comfymesh.ingest.adapter.rest;

/** What is wrong with one field, by its path in the request. */
record FieldError(String field, String detail) {
    String sentence() {
        return "'%s' %s.".formatted(field, detail);
    }
}
