package dev.comfymesh.executor.adapter.provider.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A prediction as it is shown: what it gives may be one address, a list, or an object of them. */
record Prediction(JsonNode shown, long microsPerSecond) {
    /** The bars that models draw in their logs; the last one counts. */
    private static final Pattern BAR = Pattern.compile("(?m)^\\s*(\\d{1,3})%\\s*\\|");

    RemoteRun seen() {
        return switch (shown.path("status").asText()) {
            case "starting" -> new RemoteRun.Waiting();
            case "processing" -> new RemoteRun.Working(fraction());
            case "succeeded" -> succeeded();
            case "failed" -> failed();
            case "canceled" -> new RemoteRun.Stopped(bill());
            case "aborted" ->
                new RemoteRun.Failed(
                        ProviderFault.START_TIMEOUT, "The provider did not start the run in time.", Bill.NOTHING);
            case String unknown -> new RemoteRun.Silent("it says " + unknown);
        };
    }

    private double fraction() {
        var bars = BAR.matcher(shown.path("logs").asText(""));
        var percent = 0;
        while (bars.find()) {
            percent = Integer.parseInt(bars.group(1));
        }
        return Math.min(percent, 100) / 100.0;
    }

    private RemoteRun succeeded() {
        return shown.path("data_removed").asBoolean()
                ? new RemoteRun.Failed(ProviderFault.RESULT_GONE, "The provider did not keep what it made.", bill())
                : RemoteRun.finished(files(), bill());
    }

    private List<RemoteFile> files() {
        var files = new ArrayList<RemoteFile>();
        var output = shown.path("output");
        if (output.isTextual()) {
            add(files, output);
        }
        output.forEach(each -> add(files, each));
        return files;
    }

    private static void add(List<RemoteFile> files, JsonNode output) {
        var text = output.asText("");
        if (text.startsWith("data:")) {
            files.add(RemoteFile.inline("", "output", text.replaceFirst("^data:[^,]*,", "")));
        } else if (text.startsWith("http")) {
            var url = URI.create(text);
            files.add(RemoteFile.at("", url.getPath().replaceAll(".*/", ""), url));
        }
    }

    private RemoteRun failed() {
        var error = shown.path("error").asText("");
        var words = error.toLowerCase(Locale.ROOT);
        var fault = words.contains("out of memory")
                ? ProviderFault.OUT_OF_MEMORY
                : words.contains("nsfw")
                                || words.contains("content could not be processed")
                                || words.contains("flagged")
                        ? ProviderFault.CONTENT_REJECTED
                        : ProviderFault.RUN_ERROR;
        return new RemoteRun.Failed(fault, ProviderText.sentence("The model failed", error), bill());
    }

    private Bill bill() {
        var seconds = shown.path("metrics").path("predict_time").asDouble(0);
        return Bill.byTime(Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))), microsPerSecond);
    }
}
