package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Condition.Answer.Fails;
import dev.comfymesh.scoring.domain.Condition.Answer.Holds;
import dev.comfymesh.scoring.domain.Condition.Answer.Unknown;
import dev.comfymesh.scoring.domain.Finding.State;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gate that any condition can be; whoever keeps it makes the condition true.
 *
 * @param text a sentence for people that says what is wrong when it is not
 * @param unknown what becomes of a candidate of which nobody can tell
 */
public record Statement(
        String code,
        Condition condition,
        String text,
        Policy unknown,
        @Nullable Action action) implements Gate {
    @Override
    public Set<Dimension> dimensions() {
        return condition.dimensions();
    }

    @Override
    public boolean comparesPool() {
        return condition.comparesPool();
    }

    @Override
    public Finding ask(Subject subject) {
        return switch (condition.about(subject)) {
            case Holds() -> new Finding(this, State.KEPT, 1.0, 1.0, "It holds that " + condition.text());
            case Fails() -> new Finding(this, State.BROKEN, 0.0, 1.0, text);
            case Unknown(var gap) -> Finding.open(this, null, gap);
        };
    }
}
