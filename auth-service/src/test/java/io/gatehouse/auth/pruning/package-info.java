@NullMarked
package io.gatehouse.auth.pruning;

import org.jspecify.annotations.NullMarked;
