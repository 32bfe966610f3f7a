package dev.comfymesh.executor.domain;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows a sign in some states of a run: the next state, null where nothing more is known than before, and a deed. */
public record RunRule(
        Set<RunState> from, Sign sign, @Nullable RunState to, Deed deed, String because) {
    /** What is done about a run. */
    public enum Deed {
        REST("nothing"),
        LOOK("look at once"),
        STATE_START("state the start, once"),
        COLLECT("read and check the outputs"),
        INTERRUPT("interrupt this run, by its id"),
        END("state the end");

        private final String words;

        Deed(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public RunRule {
        from = Collections.unmodifiableSet(EnumSet.copyOf(from)); // in order
    }

    public RunState next(RunState known) {
        return to == null ? known : to;
    }
}
