package dev.comfymesh.executor.adapter.objects;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.app.CatalogueStore;
import dev.comfymesh.executor.domain.Catalogue;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Catalogues as JSON in the object store, under {@code c/} and the SHA-256 of those bytes. */
@ApplicationScoped
class StoredCatalogues implements CatalogueStore {
    private final ObjectStore objects;

    StoredCatalogues(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Uni<String> keep(Catalogue catalogue) {
        var json = WireJson.write(catalogue);
        var digest = sha256Hex(json);
        return objects.put("c/" + digest, json).replaceWith(digest);
    }

    private static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
