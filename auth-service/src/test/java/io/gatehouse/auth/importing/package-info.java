/** Whether another system's keys go on working, and nothing else does. */
@NullMarked
package io.gatehouse.auth.importing;

import org.jspecify.annotations.NullMarked;
