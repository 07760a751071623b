@NullMarked
package io.gatehouse.auth.webhook;

import org.jspecify.annotations.NullMarked;
