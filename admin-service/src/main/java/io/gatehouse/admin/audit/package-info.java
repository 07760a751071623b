/**
 * The pages about the audit: read it, take it along, verify it.
 *
 * <p>Owns the filters, the export and the walk along the chain. Writes nothing: {@code
 * auth-service} writes the audit in the transaction of each change.
 */
@NullMarked
package io.gatehouse.admin.audit;

import org.jspecify.annotations.NullMarked;
