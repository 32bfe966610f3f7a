package dev.comfymesh.contracts;

/** Why a short pool is not topped up. */
public enum TopUpRefusal {
    DEADLINE,
    BUDGET,
    LIMIT,
    CANCELLED
}
