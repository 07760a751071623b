/** The API's description. */
@NullMarked
package io.gatehouse.auth.openapi;

import org.jspecify.annotations.NullMarked;
