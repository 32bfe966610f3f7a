package dev.comfymesh.ingest.domain;

/** Where a job stands; once ended it stays as it is. */
public enum JobStatus {
    ACCEPTED,
    RUNNING,
    CANCELLING,
    COMPLETED,
    FAILED,
    CANCELLED,
    EXPIRED;

    public boolean ended() {
        return switch (this) {
            case ACCEPTED, RUNNING, CANCELLING -> false;
            case COMPLETED, FAILED, CANCELLED, EXPIRED -> true;
        };
    }
}
