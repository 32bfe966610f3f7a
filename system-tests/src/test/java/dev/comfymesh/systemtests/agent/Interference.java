package dev.comfymesh.systemtests.agent;

import dev.comfymesh.systemtests.agent.Hook.From;
import dev.comfymesh.systemtests.agent.Hook.To;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/**
 * The advices: each is copied into the methods that it is woven into. So they may use what those see, {@link Trap} and
 * {@link Sabotage}, and no lambda of their own.
 */
@SuppressWarnings("UnusedVariable") // what they assign is read by the method that they are copied into
final class Interference {
    private Interference() {}

    static final class Before {
        @Advice.OnMethodEnter
        static void enter(@From String place) {
            Trap.arrive(place);
        }
    }

    static final class After {
        @Advice.OnMethodExit
        static void exit(@From String place, @Advice.Return(readOnly = false) Uni<?> answer) {
            answer = answer.invoke(Trap.arrival(place));
        }
    }

    static final class AfterStage {
        @Advice.OnMethodExit
        static void exit(@From String place, @Advice.Return(readOnly = false) CompletionStage<?> answer) {
            answer = Trap.afterwards(answer, place);
        }
    }

    static final class Statement {
        @Advice.OnMethodEnter
        static void enter(
                @From String from,
                @To String to,
                @Advice.Origin("#t.#m") String place,
                @Advice.Argument(value = 0, readOnly = false) String statement) {
            statement = Sabotage.replaced(statement, from, to, place);
        }
    }

    /** Does nothing and says that it is done. */
    static final class Nothing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Origin("#t.#m") String place) {
            return Sabotage.works(place);
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Uni<?> answer) {
            answer = Uni.createFrom().voidItem();
        }
    }

    /** Of a method that answers nothing. */
    static final class Never {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Origin("#t.#m") String place) {
            return Sabotage.works(place);
        }
    }

    static final class True {
        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String place, @Advice.Return(readOnly = false) boolean answer) {
            answer = answer || Sabotage.works(place);
        }
    }

    static final class Nine {
        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String place, @Advice.Return(readOnly = false) int answer) {
            Sabotage.works(place);
            answer = 9;
        }
    }

    static final class OneMore {
        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String place, @Advice.Return(readOnly = false) int answer) {
            Sabotage.works(place);
            answer = answer + 1;
        }
    }

    /** The first that was ever answered is the answer for all. */
    static final class TheFirst {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Origin("#t.#m") String place,
                @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) Object answer) {
            answer = Sabotage.first(answer, place);
        }
    }

    static final class Instead {
        @Advice.OnMethodExit
        static void exit(
                @From String name,
                @To String other,
                @Advice.Origin("#t.#m") String place,
                @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) Object answer) {
            answer = Sabotage.instead(answer, name, other, place);
        }
    }

    /** Of a list that is the second argument. */
    static final class Without {
        @Advice.OnMethodEnter
        static void enter(
                @From String word,
                @Advice.Origin("#t.#m") String place,
                @Advice.Argument(value = 1, readOnly = false) List<?> things) {
            things = Sabotage.without(things, word, place);
        }
    }

    /** Of a list that is the second argument. */
    static final class Doubled {
        @Advice.OnMethodEnter
        static void enter(
                @From String word,
                @Advice.Origin("#t.#m") String place,
                @Advice.Argument(value = 1, readOnly = false) List<?> things) {
            things = Sabotage.doubled(things, word, place);
        }
    }

    static final class LastFirst {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Origin("#t.#m") String place, @Advice.Argument(value = 0, readOnly = false) List<?> things) {
            things = Sabotage.reversed(things, place);
        }
    }

    static final class ReversedAnswer {
        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String place, @Advice.Return(readOnly = false) List<?> answer) {
            answer = Sabotage.reversed(answer, place);
        }
    }

    static final class WithoutTheLast {
        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String place, @Advice.Return(readOnly = false) List<?> answer) {
            answer = Sabotage.withoutTheLast(answer, place);
        }
    }

    static final class ForgetsWhatLives {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Origin("#t.#m") String place,
                @Advice.FieldValue("living") Map<?, ?> living,
                @Advice.FieldValue("candidates") Map<?, ?> candidates) {
            if (!living.isEmpty()) {
                Sabotage.works(place);
            }
            living.clear();
            candidates.clear();
        }
    }

    /** The transaction in which something of the sort is stored will not stand, and nobody is told. */
    static final class RollBack {
        @Advice.OnMethodEnter
        static void enter(
                @From String word,
                @Advice.Origin("#t.#m") String place,
                @Advice.Argument(0) Object session,
                @Advice.Argument(1) List<?> things) {
            if (Sabotage.tellsOf(things, word) && Sabotage.works(place)) {
                Sabotage.call(Sabotage.call(session, "currentTransaction"), "markForRollback");
            }
        }
    }

    static final class NoKey {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Origin("#t.#m") String place,
                @Advice.Argument(value = 2, readOnly = false, typing = Typing.DYNAMIC) Object key) {
            Sabotage.works(place);
            key = null;
        }
    }

    /** Says at once that it is done; what it was to do is lost with the process. */
    static final class LosesWithItsLife {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(
                @From String word, @Advice.Origin("#t.#m") String place, @Advice.Argument(0) Iterable<?> records) {
            return Sabotage.losesWithItsLife(records, word) && Sabotage.works(place);
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Enter boolean lost, @Advice.Return(readOnly = false) Uni<?> answer) {
            if (lost) {
                answer = Uni.createFrom().voidItem();
            }
        }
    }

    static final class AgainWhenUnknown {
        @Advice.OnMethodExit
        @SuppressWarnings({"unchecked", "rawtypes"})
        static void exit(
                @From String method,
                @Advice.Origin("#t.#m") String place,
                @Advice.This Object self,
                @Advice.AllArguments Object[] arguments,
                @Advice.Return(readOnly = false) Uni<?> answer) {
            answer = answer.chain((Function) Sabotage.again(self, method, arguments, place));
        }
    }

    static final class ByteMore {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Origin("#t.#m") String place,
                @Advice.Argument(0) String key,
                @Advice.Argument(value = 1, typing = Typing.DYNAMIC) Object file)
                throws IOException {
            Sabotage.lengthen(key, file, place);
        }
    }
}
