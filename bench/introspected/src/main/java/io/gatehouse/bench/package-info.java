/** The twenty rows behind a question to Keycloak for each token. Owns no rule of its own. */
@NullMarked
package io.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
