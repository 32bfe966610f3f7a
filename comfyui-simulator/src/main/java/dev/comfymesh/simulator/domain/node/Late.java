package dev.comfymesh.simulator.domain.node;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, by one thread. */
final class Late<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T made;

    Late(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        var value = made == null ? maker.get() : made;
        made = value;
        return value;
    }
}
