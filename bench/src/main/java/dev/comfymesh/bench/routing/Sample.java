package dev.comfymesh.bench.routing;

/**
 * One request as it was recorded or made up: so long after the one before it, from whom, for which model, with how many
 * LoRAs and images, and how long it ran.
 */
public record Sample(long gapMillis, String tenant, String model, int loras, int images, long execMillis) {
    /** What is told apart as a workflow: of what is recorded, all that its length hangs on. */
    String workflow() {
        return model + "/" + loras + "/" + images;
    }
}
