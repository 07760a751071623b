@NullMarked
package io.gatehouse.keycloak.events;

import org.jspecify.annotations.NullMarked;
