package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.NumberedNames;
import dev.comfymesh.simulator.domain.storage.Root;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Where savers put their files: named ones into output, those to be looked at only into temp. */
public record Savers(Folders folders, Supplier<String> letters) {

    /** Names below output for pictures of this size. */
    NumberedNames output(Inputs in, int width, int height) throws IOException {
        var given = in.text("filename_prefix");
        var prefix = given.contains("%")
                ? NumberedNames.resolved(given, width, height, LocalDateTime.now(ZoneOffset.UTC))
                : given;
        return new NumberedNames(folders, Root.OUTPUT, prefix);
    }

    NumberedNames output(Inputs in) throws IOException {
        return output(in, 0, 0);
    }

    /** Names below temp with random letters, which every call draws anew. */
    NumberedNames temp(String prefix) throws IOException {
        return new NumberedNames(folders, Root.TEMP, prefix + "_temp_" + letters.get());
    }
}
