package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.TargetObserved.Machine;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Targets that take equally long are of one class: those with the same device, by the name that its maker gave it. */
public record TargetClass(String name) {
    public static final TargetClass UNKNOWN = new TargetClass("unknown");

    /** A device is told as {@code cuda:0 NVIDIA L4 : cudaMallocAsync}: its number, its name, and how memory is allocated. */
    private static final Pattern DEVICE = Pattern.compile("(?:\\w+:\\d+ )?(.*?)(?: : \\w+)?");

    public static TargetClass of(@Nullable Machine machine) {
        if (machine == null || machine.device().isBlank()) {
            return UNKNOWN;
        }
        var device = DEVICE.matcher(machine.device().strip());
        return device.matches() && !device.group(1).isBlank() ? new TargetClass(device.group(1)) : UNKNOWN;
    }
}
