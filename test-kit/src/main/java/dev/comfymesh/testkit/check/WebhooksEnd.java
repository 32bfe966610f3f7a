package dev.comfymesh.testkit.check;

import java.util.List;

/** I12: of webhooks, which the mesh does not send yet. */
record WebhooksEnd() implements Invariant {
    @Override
    public String id() {
        return "I12";
    }

    @Override
    public String sentence() {
        return "Each webhook is delivered or visibly dead.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return new Extent.NotApplicable("the mesh sends no webhooks yet");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        return List.of();
    }
}
