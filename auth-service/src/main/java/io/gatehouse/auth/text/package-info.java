/** What text from outside may contain. Owns the rule, not the places where it holds. */
@NullMarked
package io.gatehouse.auth.text;

import org.jspecify.annotations.NullMarked;
