package dev.comfymesh.scoring.domain;

import java.util.Set;

/** Always answers the same. */
record SampleCondition(Answer answer) implements Condition {
    @Override
    public String text() {
        return "so it is";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of();
    }

    @Override
    public boolean comparesPool() {
        return false;
    }

    @Override
    public Answer about(Subject subject) {
        return answer;
    }
}
