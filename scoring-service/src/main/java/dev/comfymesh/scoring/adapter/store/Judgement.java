package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination;
import java.util.UUID;

/** What is entered for a candidate that was looked at: the attempt, what was seen of it, and what that is worth. */
record Judgement(UUID attemptId, Examination examination, Verdict verdict) {}
