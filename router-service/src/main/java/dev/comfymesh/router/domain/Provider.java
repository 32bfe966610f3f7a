package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetContract;
import java.util.Optional;
import java.util.stream.Stream;

/** A third party whose protocol the mesh speaks; who it is decides what its targets take. */
public enum Provider {
    RUNPOD("runpod", TargetContract.GRAPH),
    COMFY_API("comfy-api", TargetContract.GRAPH),
    FAL("fal", TargetContract.MODEL_PARAMS),
    REPLICATE("replicate", TargetContract.MODEL_PARAMS),
    TOGETHER("together", TargetContract.MODEL_PARAMS);

    /** Any of the words. */
    public static final String WORDS = "runpod|comfy-api|fal|replicate|together";

    private final String word;
    private final TargetContract contract;

    Provider(String word, TargetContract contract) {
        this.word = word;
        this.contract = contract;
    }

    /** The one of that word; empty where no such protocol is spoken. */
    public static Optional<Provider> of(String word) {
        return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** As facts and operators name it. */
    public String word() {
        return word;
    }

    public TargetContract contract() {
        return contract;
    }
}
