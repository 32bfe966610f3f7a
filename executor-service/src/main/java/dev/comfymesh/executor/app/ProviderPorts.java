package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.provider.LookPace;
import java.time.Duration;

/**
 * What the running of attempts at providers stands on besides.
 *
 * @param overdueFor a run that its provider has taken is followed for so much longer than its time
 */
public record ProviderPorts(Providers accounts, HookAddresses hooks, LookPace looks, Duration overdueFor) {}
