package dev.comfymesh.scoring.app;

/** Those who take work from the queue. They look for it by themselves now and then; waking them only saves time. */
public interface Scorers {
    void wake();
}
