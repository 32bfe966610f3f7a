package dev.comfymesh.executor.app;

/** Counts nothing. */
final class SilentTally implements Tally {
    @Override
    public void adopted(long runs) {}

    @Override
    public void observed() {}
}
