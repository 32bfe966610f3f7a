package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.studio.ModelStudio.Wish;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;

/** Reads the parameters of models, which the providers name alike but for the size. */
public final class Wishes {
    private Wishes() {}

    public static Wish of(String model, JsonObject input, int width, int height) {
        return new Wish(
                model,
                text(input, "prompt"),
                text(input, "negative_prompt"),
                number(input, "seed", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE))
                        .longValue(),
                number(input, "num_inference_steps", number(input, "steps", 20)).intValue(),
                number(input, "guidance_scale", 3.5).doubleValue(),
                width,
                height,
                number(input, "num_images", number(input, "num_outputs", number(input, "n", 1)))
                        .intValue());
    }

    public static Number number(JsonObject input, String name, Number standard) {
        return input.getValue(name) instanceof Number number ? number : standard;
    }

    public static String text(JsonObject input, String name) {
        return input.getValue(name) instanceof String text ? text : "";
    }
}
