/** What the API's description says of every operation alike. Owns no operation. */
@NullMarked
package io.gatehouse.auth.openapi;

import org.jspecify.annotations.NullMarked;
