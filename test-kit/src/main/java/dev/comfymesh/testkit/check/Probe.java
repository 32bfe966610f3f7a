package dev.comfymesh.testkit.check;

/** One question of a tenant for what is another's, and how it was answered; all is well when it was refused. */
public record Probe(String tenant, String path, int status) {
    boolean isAnswered() {
        return status < 400;
    }
}
