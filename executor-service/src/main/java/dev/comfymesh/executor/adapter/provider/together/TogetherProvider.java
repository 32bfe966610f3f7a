package dev.comfymesh.executor.adapter.provider.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.Api;
import dev.comfymesh.executor.adapter.provider.InlineFile;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.Rates;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Together's pictures: the answer to the submit is the result. Nothing can be asked or stopped afterwards, so a lost answer
 * stays unknown for good.
 */
public final class TogetherProvider implements Provider {
    /** Files go along as data, which is not meant for large ones. */
    private static final long LARGEST_FILE_BYTES = 7 << 20;

    private final Api api;

    public TogetherProvider(ProviderHttp http, Account account) {
        this.api = new Api(http, account, "Bearer", Rates.unstated());
    }

    @Override
    public Uni<Upload> upload(InputFile file, Multi<byte[]> content) {
        return InlineFile.of(file, content, LARGEST_FILE_BYTES);
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        var model = commission.model();
        var body = new LinkedHashMap<>(model.parameters());
        body.put("model", model.name());
        body.put("response_format", "base64"); // what comes with the answer cannot expire
        return api.submitAndWait("/v1/images/generations", body, commission.within())
                .map(reply -> reply instanceof Reply.Got got && failed(got)
                        ? declined(ProviderFault.RUN_ERROR, "The model failed", error(got))
                        : Api.handover(
                                reply,
                                got -> ended(got.body().path("data"), bill(model.parameters())),
                                TogetherProvider::refused));
    }

    /** Whether it is the model that says so, and not some gateway. */
    private static boolean failed(Reply.Got answer) {
        return answer.status() == 500 && error(answer).isObject();
    }

    /** No price is told: what was asked for is charged, whatever came of it. */
    private Bill bill(Map<String, Object> parameters) {
        var pictures = parameters.get("n") instanceof Number number ? number.intValue() : 1;
        return Bill.byUnits(Math.max(1, pictures), api.microsPerUnit(), Duration.ZERO);
    }

    private static Handover ended(JsonNode pictures, Bill bill) {
        var files = new ArrayList<RemoteFile>();
        pictures.forEach(picture -> files.add(file(picture)));
        return new Handover.Ended(RemoteRun.finished(List.copyOf(files), bill));
    }

    private static RemoteFile file(JsonNode picture) {
        var name = "output-" + picture.path("index").asInt();
        return picture.has("b64_json")
                ? RemoteFile.inline("", name, picture.path("b64_json").asText())
                : RemoteFile.at("", name, URI.create(picture.path("url").asText("")));
    }

    private static Handover refused(Reply.Got answer) {
        if (answer.status() == 404) {
            return new Handover.Declined(ProviderFault.MISSING_MODEL, "The provider knows no such model.");
        }
        var rejected = error(answer).path("code").asText().contains("content_policy");
        return declined(
                rejected ? ProviderFault.CONTENT_REJECTED : ProviderFault.INVALID_REQUEST,
                "The provider refused the request",
                error(answer));
    }

    private static Handover declined(ProviderFault fault, String ours, JsonNode error) {
        return new Handover.Declined(
                fault, ProviderText.sentence(ours, error.path("message").asText("")));
    }

    private static JsonNode error(Reply.Got answer) {
        return answer.body().path("error");
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return Uni.createFrom().item(new RemoteRun.Absent());
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return api.fetch(file, path);
    }
}
