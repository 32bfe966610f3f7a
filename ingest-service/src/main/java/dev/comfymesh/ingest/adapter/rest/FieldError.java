package dev.comfymesh.ingest.adapter.rest;

/** What is wrong with one field, by its path in the request. */
record FieldError(String field, String detail) {
    FieldError {
        field = Echo.of(field);
        detail = Echo.of(detail);
    }

    String sentence() {
        return "'%s' %s.".formatted(field, detail);
    }
}
