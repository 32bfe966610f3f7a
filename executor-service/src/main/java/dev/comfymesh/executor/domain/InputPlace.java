package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.InputFile;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Where an input file lies at a node, below its input directory: in a folder of its tenant, under its digest. So a tenant's
 * file is there once, whichever of his jobs brought it, and no other tenant's graph is ever given its name.
 */
public record InputPlace(String folder, String filename) {
    private static final String INPUTS = "/input/";
    private static final int LONGEST_SUFFIX = 8;
    private static final HexFormat HEX = HexFormat.of();

    public static InputPlace of(String tenantId, InputFile file) {
        return new InputPlace("cm/" + folderName(tenantId), file.sha256() + suffix(file.path()));
    }

    /** Whether the graph looks for it in the node's input directory. */
    static boolean holds(InputFile file) {
        return file.path().startsWith(INPUTS) && file.path().length() > INPUTS.length();
    }

    /** What the graph calls the file. */
    public static String nameInGraph(InputFile file) {
        return file.path().substring(INPUTS.length());
    }

    /** Tenants apart stay apart, on a file system too that does not tell capital letters from small ones. */
    private static String folderName(String tenantId) {
        var name = new StringBuilder();
        for (var octet : tenantId.getBytes(StandardCharsets.UTF_8)) {
            var plain = octet >= 'a' && octet <= 'z' || octet >= '0' && octet <= '9' || octet == '-' || octet == '_';
            name.append(plain ? Character.toString(octet) : "=" + HEX.toHexDigits(octet));
        }
        return name.toString();
    }

    /** Some loaders go by it; it is the graph's own, as far as it is harmless. */
    private static String suffix(String path) {
        var suffix = path.substring(path.lastIndexOf('.') + 1);
        return suffix.length() <= LONGEST_SUFFIX && suffix.matches("[A-Za-z0-9]+") ? "." + suffix : "";
    }
}
