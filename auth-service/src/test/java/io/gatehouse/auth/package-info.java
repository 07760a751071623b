/** Tests of the auth service against real PostgreSQL and Redis. */
@NullMarked
package io.gatehouse.auth;

import org.jspecify.annotations.NullMarked;
