package dev.comfymesh.scoring.adapter.models;

import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Network.Input;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run on zeros: whoever survives it can be run at all. */
public final class Trial {
    private static final int FREE_SIDE = 64;

    private Trial() {}

    /** What it answers; sides that are free are 64, and one picture is a batch. */
    public static Map<String, Tensor> run(Network network) {
        var zeros = new LinkedHashMap<String, Tensor>();
        network.inputs().forEach(input -> zeros.put(input.name(), zeros(input)));
        return network.run(zeros);
    }

    private static Tensor zeros(Input input) {
        var shape = new int[input.shape().size()];
        var count = 1;
        for (var side = 0; side < shape.length; side++) {
            int wanted = input.shape().get(side);
            shape[side] = wanted >= 0 ? wanted : side == 0 ? 1 : FREE_SIDE;
            count *= shape[side];
        }
        return switch (input.kind()) {
            case FLOATS -> new Tensor.Floats(shape, new float[count]);
            case LONGS -> new Tensor.Longs(shape, new long[count]);
        };
    }
}
