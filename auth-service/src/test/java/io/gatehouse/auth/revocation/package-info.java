/** Tests of the ledger, its feed and its receipts, against real PostgreSQL and Redis. */
@NullMarked
package io.gatehouse.auth.revocation;

import org.jspecify.annotations.NullMarked;
