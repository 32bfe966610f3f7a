package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.node.Values.Plain;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plain values, and the switch between two inputs. */
final class PlainNodes {

    private PlainNodes() {}

    static List<NodeClass> all() {
        return List.of(
                NodeClass.named("PrimitiveInt", "Int", "utilities/primitive")
                        .takes(new InputSpec(
                                "value",
                                "INT",
                                true,
                                Json.object(
                                        "min",
                                        -Long.MAX_VALUE,
                                        "max",
                                        Long.MAX_VALUE,
                                        "control_after_generate",
                                        "fixed"),
                                null))
                        .gives("INT")
                        .explainedBy(Manual.modern("comfy_extras.nodes_primitive", false))
                        .does((in, _) -> Result.of(new Plain(in.seed("value")))),
                NodeClass.named("PrimitiveString", "String", "utilities/primitive")
                        .takes(text("value", "multiline", false))
                        .gives("STRING")
                        .explainedBy(Manual.modern("comfy_extras.nodes_primitive", false))
                        .does((in, _) -> Result.of(new Plain(in.text("value")))),
                NodeClass.named("PreviewAny", "Preview as Text", "utilities")
                        .takes(socket("source", ANY))
                        .endsWith("STRING", "STRING")
                        .explainedBy(Manual.classic("comfy_extras.nodes_preview_any", false, false))
                        .does((in, _) -> {
                            var text = Python.str(in.values().get("source"));
                            return Result.showing(Json.object("text", List.of(text)), List.of(), new Plain(text));
                        }),
                switching());
    }

    private static NodeClass switching() {
        var options = Json.object("lazy", true, "template", Json.object("allowed_types", ANY, "template_id", "switch"));
        return NodeClass.named("ComfySwitchNode", "Switch", "utilities/logic")
                .takes(
                        new InputSpec("switch", "BOOLEAN", true, Map.of(), null),
                        socket("on_false", MATCHING, options),
                        socket("on_true", MATCHING, options))
                .givesNamed(MATCHING, "output")
                .explainedBy(Manual.modern("comfy_extras.nodes_logic", false, "experimental"))
                .wishes(known -> Set.of(branch(known)))
                .does((in, _) -> Result.of(in.any(branch(in))));
    }

    private static String branch(Inputs in) {
        return in.flag("switch") ? "on_true" : "on_false";
    }
}
