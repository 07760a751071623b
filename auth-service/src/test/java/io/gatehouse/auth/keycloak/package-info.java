@NullMarked
package io.gatehouse.auth.keycloak;

import org.jspecify.annotations.NullMarked;
