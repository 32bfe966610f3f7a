package dev.comfymesh.systemtests.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.utility.JavaModule;

/**
 * Weaves one kill point or some planted bugs into the process that it is started with. Its argument is the jar that every
 * class loader must see, then either {@code kill:POINT:ARRIVALS} or {@code bug:NAME:NAME}.
 */
public final class FaultAgent {
    private static final int NOT_WOVEN = 3;

    private FaultAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) throws IOException {
        var words = arguments.split(File.pathSeparator);
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(words[0]));
        switch (words[1]) {
            case "kill" -> {
                var point = KillPoint.valueOf(words[2]);
                Trap.set(point.name(), Integer.parseInt(words[3]));
                weave(List.of(point.hook()), instrumentation);
            }
            case "bug" ->
                weave(
                        Stream.of(words)
                                .skip(2)
                                .flatMap(name -> PlantedBug.valueOf(name).hooks().stream())
                                .toList(),
                        instrumentation);
            default -> throw new IllegalArgumentException(arguments);
        }
    }

    private static void weave(List<Hook> hooks, Instrumentation instrumentation) {
        AgentBuilder builder = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .with(new Insistent())
                .ignore(ElementMatchers.none());
        for (var hook : hooks) {
            builder = builder.type(ElementMatchers.named(hook.type()))
                    .transform(new AgentBuilder.Transformer.ForAdvice(Advice.withCustomMapping()
                                    .bind(Hook.From.class, hook.from())
                                    .bind(Hook.To.class, hook.to()))
                            .include(FaultAgent.class.getClassLoader())
                            .advice(methods(hook), hook.advice().getName()));
        }
        builder.installOn(instrumentation);
    }

    static ElementMatcher.Junction<MethodDescription> methods(Hook hook) {
        var named = ElementMatchers.<MethodDescription>named(hook.method())
                .and(ElementMatchers.not(ElementMatchers.isAbstract()))
                .and(ElementMatchers.not(ElementMatchers.isBridge()));
        return hook.parameters() == Hook.ANY ? named : named.and(ElementMatchers.takesArguments(hook.parameters()));
    }

    /** A service without its fault would prove nothing, so it does not live. */
    private static final class Insistent extends AgentBuilder.Listener.Adapter {
        @Override
        public void onError(String type, ClassLoader loader, JavaModule module, boolean loaded, Throwable cause) {
            Runtime.getRuntime().halt(NOT_WOVEN);
        }
    }
}
