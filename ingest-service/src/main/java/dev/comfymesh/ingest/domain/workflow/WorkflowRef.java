package dev.comfymesh.ingest.domain.workflow;

import java.util.Optional;
import java.util.regex.Pattern;

/** How a job names a workflow that was saved: by what an environment runs, or by one version, which never changes. */
public sealed interface WorkflowRef {
    String name();

    record Released(String name, Environment environment) implements WorkflowRef {
        @Override
        public String toString() {
            return name + "@" + environment.word();
        }
    }

    /** @param digest as in {@code sha256:} and 64 hexadecimal digits */
    record Version(String name, String digest) implements WorkflowRef {
        @Override
        public String toString() {
            return name + "@" + digest;
        }
    }

    Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?");
    Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Reads {@code name@environment} or {@code name@sha256:...}; a bare name is what {@code prod} runs. */
    static Optional<WorkflowRef> parse(String text) {
        var at = text.indexOf('@');
        var name = at < 0 ? text : text.substring(0, at);
        if (!isName(name)) {
            return Optional.empty();
        }
        var version = at < 0 ? Environment.PROD.word() : text.substring(at + 1);
        if (isDigest(version)) {
            return Optional.of(new Version(name, version));
        }
        return Environment.of(version).map(environment -> new Released(name, environment));
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }
}
