/** Tests of the verifier's side of the revocation plane. */
@NullMarked
package io.gatehouse.guard.revocation;

import org.jspecify.annotations.NullMarked;
