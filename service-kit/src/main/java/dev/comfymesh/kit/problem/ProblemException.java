package dev.comfymesh.kit.problem;

/** Carries a problem out of a REST adapter to its answer; nothing else throws it. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
