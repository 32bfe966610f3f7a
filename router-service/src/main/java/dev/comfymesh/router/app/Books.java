package dev.comfymesh.router.app;

/** Opens the books within a transaction of the store; {@code T} is the store's own notion of one. */
public interface Books<T> {
    JobBook jobs(T transaction);

    TargetBook targets(T transaction);

    PoisonBook poison(T transaction);
}
