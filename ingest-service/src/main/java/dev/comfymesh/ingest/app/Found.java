package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.InputFile;

/** One file of a job, as far as it was found. */
sealed interface Found {
    record There(InputFile file) implements Found {}

    record Missing(FileFault fault) implements Found {}

    record NoRoom(long capBytes) implements Found {}
}
