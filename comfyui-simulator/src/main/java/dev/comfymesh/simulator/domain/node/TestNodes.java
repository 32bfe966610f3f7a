package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.graph.Link;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.rendering.Picture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A pack of nodes that take time, fail, block, expand and report on purpose. */
final class TestNodes {

    private static final int PREVIEW_WIDTH = 512;
    private static final int PREVIEW_HEIGHT = 256;
    private static final String OUT_OF_MEMORY = "CUDA out of memory. Tried to allocate 2.00 GiB";
    private static final List<String> FIVE_AND_TWENTY =
            IntStream.range(0, 25).mapToObj("opt%02d"::formatted).toList();

    private TestNodes() {}

    static List<NodeClass> all() {
        return List.of(
                slow(),
                pure(),
                last(),
                async(),
                boom(),
                block(),
                expand(),
                expandBoom(),
                choosy(),
                never(),
                checked(),
                talking(),
                oddlyShown());
    }

    private static NodeClass.Builder test(String name, InputSpec... more) {
        return NodeClass.named(name, name, "t")
                .takes(socket("image", "IMAGE"))
                .takes(more)
                .explainedBy(Manual.classic(Manual.TEST_PACK, true, false));
    }

    private static Result image(Inputs in) {
        return Result.of(in.images("image"));
    }

    private static Duration seconds(Inputs in, String name) {
        return Duration.ofNanos((long) (in.decimal(name) * 1_000_000_000));
    }

    private static InputSpec decimalOf(String name, double standard) {
        return new InputSpec(name, "FLOAT", true, Json.object("default", standard), null);
    }

    private static NodeClass slow() {
        return test("TSlow", integer("steps", 4, 1, 1000), decimal("delay", 0.2, 0.0, 10.0), flag("preview", false))
                .gives("IMAGE")
                .does((in, run) -> {
                    int steps = in.integer("steps");
                    for (int i = 0; i < steps; i++) {
                        run.pass(seconds(in, "delay"));
                        int red = 10 * i % 255;
                        run.report(
                                i + 1,
                                steps,
                                in.flag("preview")
                                        ? Optional.of(Picture.plain(PREVIEW_WIDTH, PREVIEW_HEIGHT, red << 16))
                                        : Optional.empty());
                    }
                    return image(in);
                });
    }

    private static NodeClass pure() {
        return test("TPure", decimalOf("s", 3.0)).gives("IMAGE").does((in, run) -> {
            run.pass(seconds(in, "s"));
            return image(in);
        });
    }

    private static NodeClass last() {
        return test("TLast", decimalOf("s", 1.0)).ends().does((in, run) -> {
            run.pass(seconds(in, "s"));
            return Result.showing(Json.object("text", List.of("done")), List.of());
        });
    }

    private static NodeClass async() {
        return test("TAsync", decimalOf("delay", 0.5))
                .gives("IMAGE")
                .does((in, _) -> new Result.Later(seconds(in, "delay"), Result.of(in.images("image"))));
    }

    private static NodeClass boom() {
        return test("TBoom", list("kind", () -> List.of("value", "oom", "base", "exit", "mat")))
                .gives("IMAGE")
                .does((in, _) -> {
                    switch (in.text("kind")) {
                        case "oom" -> throw new OutOfMemoryError(OUT_OF_MEMORY);
                        case "base" -> throw new WorkerDeath("raw base");
                        case "exit" -> throw new WorkerDeath("3");
                        default -> throw new PythonError("ValueError", "boom text");
                    }
                });
    }

    private static NodeClass block() {
        return test("TBlock", text("msg", "default", "")).gives("IMAGE").does((in, _) -> {
            var message = in.text("msg");
            return Result.of(new Values.Blocker(message.isEmpty() ? null : message));
        });
    }

    private static NodeClass expand() {
        return test("TExpand", integer("n", 2, 1, 10)).gives("IMAGE").does((in, _) -> {
            var inner = Json.object("1", inverting(in.images("image")));
            int count = in.integer("n");
            for (int i = 2; i <= count; i++) {
                inner.put(String.valueOf(i), inverting(List.of(String.valueOf(i - 1), 0)));
            }
            return new Result.Expansion(inner, new Link(String.valueOf(count), 0));
        });
    }

    private static NodeClass expandBoom() {
        return test("TExpandBoom").gives("IMAGE").does((in, _) -> {
            var failing = Json.object("image", List.of("1", 0), "kind", "value");
            return new Result.Expansion(
                    Json.object(
                            "1",
                            inverting(in.images("image")),
                            "2",
                            Json.object("class_type", "TBoom", "inputs", failing)),
                    new Link("2", 0));
        });
    }

    private static Map<String, @Nullable Object> inverting(Object image) {
        return Json.object("class_type", "ImageInvert", "inputs", Json.object("image", image));
    }

    private static NodeClass choosy() {
        return test("TCombo", list("short", () -> List.of("a", "b", "c")), list("long", () -> FIVE_AND_TWENTY))
                .gives("IMAGE")
                .does((in, _) -> image(in));
    }

    private static NodeClass never() {
        return test("TNan")
                .gives("IMAGE")
                .changesWith(_ -> UUID.randomUUID().toString())
                .does((in, _) -> image(in));
    }

    private static NodeClass checked() {
        return test("TValid", text("mode", "default", "ok"))
                .gives("IMAGE")
                .checks("mode", mode -> switch (String.valueOf(mode)) {
                    case "false" -> Optional.of("");
                    case "text" -> Optional.of("this mode is not allowed");
                    case "raise" -> throw new PythonError("ValueError", "validator failed");
                    default -> Optional.empty();
                })
                .does((in, _) -> image(in));
    }

    private static NodeClass talking() {
        return test("TText").ends().does((_, run) -> {
            run.tell("77", "hello");
            return Result.of();
        });
    }

    private static NodeClass oddlyShown() {
        return test("TBadUI", list("what", () -> List.of("tensor", "nan")))
                .ends()
                .does((in, _) -> {
                    Object odd = in.text("what").equals("nan") ? Double.NaN : in.images("image");
                    return Result.showing(Json.object("x", List.of(odd)), List.of());
                });
    }
}
