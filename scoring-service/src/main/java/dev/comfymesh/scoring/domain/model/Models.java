package dev.comfymesh.scoring.domain.model;

/** Where scorers ask for the models that they need, by their ids, such as {@code yunet} or {@code clip-vit-b-32-image}. */
@FunctionalInterface
public interface Models {
    /** Nobody has brought any. */
    Models NONE = id -> new Found.Missing(id, "Nobody has brought one.");

    /** Loads it when it is first asked for, and says the same ever after until it is told that something has changed. */
    Found find(String id);

    /** Whether there is a model under an id. */
    sealed interface Found {
        /**
         * It is there, and is what the registry says that it is.
         *
         * @param version its digest, by which measurements name it
         */
        record Ready(String id, String version, Network network) implements Found {
            /** Its name and version, as in {@code yunet@sha256:…}. */
            public String ref() {
                return id + "@" + version;
            }
        }

        record Missing(String id, String why) implements Found {}
    }
}
