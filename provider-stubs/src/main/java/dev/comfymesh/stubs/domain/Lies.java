package dev.comfymesh.stubs.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a fault makes of a result that was good. */
final class Lies {
    private static final byte[] PAGE =
            "<!DOCTYPE html><title>Sign in</title><p>Your session has ended.".getBytes(StandardCharsets.UTF_8);

    private Lies() {}

    static Made told(Fault fault, Made made) {
        if (!(made instanceof Made.Pictures(var pictures))) {
            return made;
        }
        return switch (fault) {
            case RUN_FAILS -> new Made.Broken("", "", "RuntimeError", "The model raised an error.");
            case OUT_OF_MEMORY ->
                new Made.Broken("", "", "torch.OutOfMemoryError", "CUDA out of memory. Tried to allocate 2.00 GiB");
            case CONTENT_REJECTED ->
                new Made.Broken("", "", "content_policy_violation", "The content could not be processed.");
            case SUCCESS_NO_OUTPUT -> new Made.Pictures(List.of());
            case TRUNCATED_IMAGE ->
                new Made.Pictures(pictures.stream()
                        .map(picture -> with(picture, Arrays.copyOf(picture.bytes(), picture.bytes().length / 2)))
                        .toList());
            case WRONG_CONTENT_TYPE ->
                new Made.Pictures(
                        pictures.stream().map(picture -> with(picture, PAGE)).toList());
            default -> made;
        };
    }

    private static Made.Picture with(Made.Picture picture, byte[] bytes) {
        return new Made.Picture(picture.node(), picture.name(), bytes, picture.width(), picture.height());
    }
}
