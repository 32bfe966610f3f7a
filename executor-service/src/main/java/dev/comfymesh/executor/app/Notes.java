package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.ProgressNote;

/** Where progress is told. Notes may be lost. */
public interface Notes {
    void send(ProgressNote note);
}
