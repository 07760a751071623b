package io.gatehouse.auth.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change that is being written to the audit, for observers within its transaction. */
public record Audited(
    String action,
    String target,
    String targetId,
    @Nullable Map<String, ?> before,
    @Nullable Map<String, ?> after) {}
