package dev.comfymesh.ingest.app;

import java.util.UUID;

/** Pictures that a client gives to be judged, by where they are; {@code field} is where the request says so. */
public sealed interface Pick {
    String field();

    /** One that is brought like other files. */
    record Brought(NewFile file) implements Pick {
        @Override
        public String field() {
            return file.field();
        }
    }

    /** One that the mesh has delivered. */
    record Delivered(String field, String artifactId) implements Pick {}

    /** All that a job has made, delivered or not, as far as they are still kept. */
    record Made(String field, UUID jobId) implements Pick {}
}
