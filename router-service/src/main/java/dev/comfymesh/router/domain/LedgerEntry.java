package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.ChargeKind;
import java.util.List;

/**
 * One line of the ledger: so many micros to the debit of an account, or to its credit where they are negative. It never
 * stands alone: another of the same attempt and kind has the same micros with the opposite sign.
 */
public record LedgerEntry(Kind kind, Account account, long micros) {

    /** Why there is something to book; an attempt has one pair of entries of a kind at most. */
    public enum Kind {
        /** It ran for the job. */
        RUN(Account.TENANT),
        /** It ran for the job, and nothing of it could be used. */
        WASTE(Account.WASTE),
        /** It ran for the job beside another, to be sure. */
        HEDGE(Account.HEDGE),
        /** It cost more than its job is to bear. */
        OVERRUN(Account.HOUSE),
        /** It was estimated, and what it cost is known now: the difference, which may be less than nothing. */
        CORRECTION(Account.HOUSE);

        private final Account bearer;

        Kind(Account bearer) {
            this.bearer = bearer;
        }

        static Kind of(ChargeKind kind) {
            return switch (kind) {
                case RUN -> RUN;
                case WASTE -> WASTE;
                case HEDGE -> HEDGE;
            };
        }
    }

    /** What is debited or credited; all but the house's there are once for each tenant, or target. */
    public enum Account {
        /** What a tenant's jobs bear for attempts that succeeded. */
        TENANT,
        /** What a tenant's jobs bear for those that did not. */
        WASTE,
        /** What a tenant's jobs bear for those that were there to be sure. */
        HEDGE,
        /** What no job bears. */
        HOUSE,
        /** What a target has earned. */
        TARGET
    }

    /** Debits who bears that kind, and credits the target with the same; nothing is booked for nothing. */
    static List<LedgerEntry> pair(Kind kind, long micros) {
        return micros == 0
                ? List.of()
                : List.of(new LedgerEntry(kind, kind.bearer, micros), new LedgerEntry(kind, Account.TARGET, -micros));
    }
}
