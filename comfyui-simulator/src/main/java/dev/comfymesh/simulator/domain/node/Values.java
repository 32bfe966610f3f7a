package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.rendering.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What travels along the links of a graph; each kind belongs to one socket type. */
public sealed interface Values {

    /** IMAGE: a batch of pictures of one size. */
    record Images(List<Picture> pictures) implements Values {
        public Images {
            pictures = List.copyOf(pictures);
        }

        public Picture first() {
            return pictures.getFirst();
        }
    }

    /** MASK: 1 is masked. */
    record Mask(int width, int height, float[] values) implements Values {}

    /** LATENT: a size, and the pictures it holds; none while it is empty. */
    record Latent(int width, int height, int batchSize, List<Picture> pictures) implements Values {}

    /** MODEL. */
    record Model(String style) implements Values {}

    /** CLIP. */
    record Clip(String style) implements Values {}

    /** VAE. */
    record Vae(String name) implements Values {}

    /** CONDITIONING. */
    record Conditioning(String text) implements Values {}

    /** UPSCALE_MODEL. */
    record Upscaler(int factor) implements Values {}

    /** AUDIO: silence, since nothing here makes a sound. */
    record Silence(int sampleRate, int channels, long samples) implements Values {}

    /** VIDEO. */
    record Video(List<Picture> frames, double framesPerSecond) implements Values {}

    /** INT, FLOAT, STRING and BOOLEAN: a plain value. */
    record Plain(Object value) implements Values {}

    /** In place of any value: whoever is given it does not run; the message, if any, is told once. */
    record Blocker(@Nullable String message) implements Values {}
}
