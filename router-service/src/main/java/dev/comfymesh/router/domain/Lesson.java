package dev.comfymesh.router.domain;

/** One thing that runs have taught; the latest of its kind, of its subject and shape of workflow replaces the ones before. */
public sealed interface Lesson {
    /** A target or a grade of targets. */
    String subject();

    /** Of workflow; empty where it is of all. */
    String shape();

    /** How long a shape of workflow takes on targets of a grade. */
    record OfLength(String subject, String shape, Length length) implements Lesson {}

    /** How a target has done lately. */
    record OfForm(String subject, Form form) implements Lesson {
        @Override
        public String shape() {
            return "";
        }
    }

    /** What a run of a shape of workflow costs on a target beside its time. */
    record OfPrice(String subject, String shape, double micros) implements Lesson {}

    /** How many times as long as it is said to take models to load they take on targets of a grade. */
    record OfLoads(String subject, double times) implements Lesson {
        @Override
        public String shape() {
            return "";
        }
    }
}
