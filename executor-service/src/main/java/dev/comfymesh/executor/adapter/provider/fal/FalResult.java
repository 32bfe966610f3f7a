package dev.comfymesh.executor.adapter.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Reads what a run made: pictures, one picture or a film. A picture that is flagged was blackened, and is charged all the same. */
final class FalResult {
    private FalResult() {}

    static RemoteRun.Over read(JsonNode result, Bill bill) {
        var made = result.path("images");
        var files = new ArrayList<RemoteFile>();
        for (int i = 0; i < made.size(); i++) {
            if (!result.path("has_nsfw_concepts").path(i).asBoolean()) {
                files.add(file(made.get(i)));
            }
        }
        if (files.isEmpty() && !made.isEmpty()) {
            return new RemoteRun.Failed(
                    ProviderFault.CONTENT_REJECTED, "The provider withholds what was made: its rules forbid it.", bill);
        }
        for (var single : List.of("image", "video")) {
            if (result.path(single).isObject()) {
                files.add(file(result.path(single)));
            }
        }
        return RemoteRun.finished(files, bill);
    }

    private static RemoteFile file(JsonNode file) {
        var url = URI.create(file.path("url").asText(""));
        return RemoteFile.at("", url.getPath().replaceAll(".*/", ""), url);
    }
}
