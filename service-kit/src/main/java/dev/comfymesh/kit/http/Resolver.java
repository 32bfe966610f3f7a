package dev.comfymesh.kit.http;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host; fails when it has none. */
@CheckReturnValue
interface Resolver {
    Uni<List<InetAddress>> resolve(String host);
}
