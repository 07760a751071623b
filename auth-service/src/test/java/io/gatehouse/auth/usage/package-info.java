@NullMarked
package io.gatehouse.auth.usage;

import org.jspecify.annotations.NullMarked;
